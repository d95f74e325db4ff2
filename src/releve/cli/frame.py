"""
The framework's own words in the help and about wrong calls, from the one catalogue too.

Any: the framework names the classes of its contexts, formatters and errors nowhere public.
"""

import gettext
import os
import sys
from typing import Any, Final, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from releve.cli.console import print_json
from releve.text import Catalogue
from releve.text.languages import DOMAIN, LOCALES_FOLDER
from releve.text.marks import mark

LOOKED_UP: Final = (
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("default: {default}"),
    mark("required"),
    mark("No such command {name!r}."),
)
"""Words that the framework looks up through `gettext`; marked here so that the catalogue holds them."""
WRONG_CALL: Final = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""The class of everything that is wrong with a call; a bad parameter is one of its kinds."""

CODE_OF_A_WRONG_CALL: Final = "cli.called_wrongly"
VALUE_ERROR: Final = "Value error, "
"""What the framework's own checks put before what they say."""


class _SpeakingHelp:
    """What a command and the program say in their help that the framework does not look up."""

    catalogue: Catalogue

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - see above
        pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
        # By itself: the extraction does not look into f-strings.
        usage = self.catalogue.text("Usage:")
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{usage} ")

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - see above
        """Return the parameters; arguments are named by their metavar alone, as options are, and not by a type of the framework too."""
        params = cast("Any", super()).get_params(ctx)
        for param in params:
            if isinstance(param, TyperArgument) and param.metavar is not None:
                vars(param)["display_type_rich"] = _no_type
        return list(params)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - see above
        option = cast("Any", super()).get_help_option(ctx)
        if option is not None:
            option.help = self.catalogue.text("Show this message and exit.")
        return option


def _no_type(ctx: Any) -> None:  # noqa: ANN401, ARG001 - see above; the framework hands its context in
    return None


class SpeakingCommand(_SpeakingHelp, TyperCommand):
    """A command whose help speaks one language throughout."""


class SpeakingProgram(_SpeakingHelp, TyperGroup):
    """The program, or a group of commands, whose help speaks one language throughout."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - see above
        """Return the names of commands and groups by name; the framework puts groups last."""
        return sorted(super().list_commands(ctx))


def speak_through(app: typer.Typer, catalogue: Catalogue) -> None:
    """Let the framework's words about a program and its commands come from the catalogue."""
    gettext.bindtextdomain(DOMAIN, str(LOCALES_FOLDER))
    gettext.textdomain(DOMAIN)
    # The only way to tell `gettext.gettext` a language.
    os.environ["LANGUAGE"] = catalogue.lang
    app.info.cls = type("Program", (SpeakingProgram,), {"catalogue": catalogue})
    for command in app.registered_commands:
        command.cls = type("Command", (SpeakingCommand,), {"catalogue": catalogue})
    for group in app.registered_groups:
        if group.typer_instance is not None:
            speak_through(group.typer_instance, catalogue)


def print_wrong_call(found: Any, catalogue: Catalogue, *, as_json: bool) -> None:  # noqa: ANN401 - see above
    """Print what is wrong with a call: to standard output as JSON, else to standard error, with the usage before it."""
    if as_json:
        print_json({"error": {"code": CODE_OF_A_WRONG_CALL, "data": {}, "message": _said(found, catalogue)}})
        return
    usage: list[str] = []
    if found.ctx is not None and not _asks_for_help(found):
        usage = [found.ctx.get_usage(), catalogue.text("More: {command}", command=f"{found.ctx.command_path} --help"), ""]
    sys.stderr.write("\n".join([*usage, _said(found, catalogue)]) + "\n")


def _asks_for_help(found: Any) -> bool:  # noqa: ANN401 - see above
    """Return whether the program was called with nothing at all."""
    return type(found).__name__ == "NoArgsIsHelpError"


def _said(found: Any, catalogue: Catalogue) -> str:  # noqa: ANN401 - see above
    kind = type(found).__name__
    if _asks_for_help(found):
        return str(found.ctx.get_help())
    if kind == "NoSuchOption":
        return catalogue.text("There is no option {option}.", option=found.option_name)
    if kind == "MissingParameter":
        return catalogue.text("{parameter} is missing.", parameter=_parameter(found))
    if isinstance(found, typer.BadParameter):
        return catalogue.text("{parameter}: {problem}", parameter=_parameter(found), problem=found.message.removeprefix(VALUE_ERROR))
    return str(found.format_message())


def _parameter(found: Any) -> str:  # noqa: ANN401 - see above
    hint = found.param_hint or found.param.get_error_hint()
    return (hint if isinstance(hint, str) else " / ".join(hint)).replace("'", "")
