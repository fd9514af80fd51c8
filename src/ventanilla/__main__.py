from ventanilla.config.cli import main

main()
