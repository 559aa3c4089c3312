"""Why a key is not made: rules A9 to A13."""


def a9_device_has_one_key() -> None:
    """{device} has the key {prefix}… already, and it is in force.

    Cure: Revoke that key first, or give the other device a name of its own. A key was shown when it
    was made and cannot be shown again.
    """


def a10_key_names_its_device() -> None:
    """The key names no device or program, or its name is longer than {most} characters.

    Cure: Write which device or program will use it, such as “camera of lane 3”.
    """


def a11_key_may_something() -> None:
    """Nothing is ticked that the key may do.

    Cure: Tick at least one: declare, confirm or read.
    """


def a12_key_confirms_for_an_agency() -> None:
    """A key that confirms belongs to an agency of this zone, and none was chosen.

    Cure: Choose the agency, or untick “confirm”.
    """


def a13_key_ends_ahead() -> None:
    """The last day of the key is over already.

    Cure: Choose a day to come, or leave it open.
    """
