from ventanilla.institutions.acting import acting_in
from ventanilla.lib import jobs
from ventanilla.lib.clock import now
from ventanilla.people.actions import loading


@jobs.task("people.compare_directory")
def compare_directory(institution_id: int, import_id: int) -> None:
    with acting_in(institution_id):
        loading.compare_kept(institution_id=institution_id, import_id=import_id)


@jobs.task("people.apply_directory")
def apply_directory(institution_id: int, import_id: int, confirmed: bool) -> None:
    with acting_in(institution_id):
        loading.apply_asked(institution_id=institution_id, import_id=import_id, confirmed=confirmed, at=now())
