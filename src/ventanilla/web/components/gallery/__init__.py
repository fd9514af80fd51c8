"""Every component in every state with words as they really come; routed where DEBUG is on and in tests."""
