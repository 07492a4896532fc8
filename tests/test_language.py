"""The language of messages: the one chosen, else that of the locale."""

import pytest

from govdisclosure.language import LANGUAGES, current, say, using


@pytest.fixture
def no_locale(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing about languages."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "ZH_CN"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_language_of_the_locale(no_locale: pytest.MonkeyPatch, variables: dict[str, str], language: str) -> None:
    """The variables count in the order that POSIX gives them; everything but Chinese is answered in English."""
    for name, value in variables.items():
        no_locale.setenv(name, value)
    assert current() == language


@pytest.mark.parametrize(
    ("locale", "language"),
    [(("zh_CN", "cp936"), "zh"), (("Chinese (Simplified)_China", "936"), "zh"), ((None, None), "en")],
)
def test_windows(no_locale: pytest.MonkeyPatch, locale: tuple[str | None, str | None], language: str) -> None:
    """On Windows, where the variables are usually not set, the C library is asked."""
    no_locale.setattr("sys.platform", "win32")
    no_locale.setattr("locale.getlocale", lambda: locale)
    assert current() == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chosen_language(no_locale: pytest.MonkeyPatch, language: str) -> None:
    """Inside the block the chosen language is spoken, whatever the locale, and afterwards no more."""
    no_locale.setenv("LANG", "zh_CN.UTF-8")
    with using(language):
        assert current() == language
        assert say(zh="中", en="E") == {"zh": "中", "en": "E"}[language]
        with using(None):
            assert current() == "zh"
        assert current() == language
    assert current() == "zh"


def test_an_error_inside_does_not_change_the_language(no_locale: pytest.MonkeyPatch) -> None:
    """Leaving the block by an exception ends it too."""
    no_locale.setenv("LANG", "de_DE.UTF-8")
    with pytest.raises(KeyError), using("zh"):
        raise KeyError
    assert current() == "en"
