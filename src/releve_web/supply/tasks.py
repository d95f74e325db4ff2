"""Work on officers that waits for the night."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from releve_web.supply.erasure import forget_words


@app.periodic(cron="41 2 * * *")
@app.task(
    name="supply.forget_words",
    queue="imports",
    queueing_lock="supply.forget_words",
    pass_context=False,
    retry=RetryStrategy(max_attempts=5, wait=600),
)
def task_forget_words(timestamp: int) -> None:  # noqa: ARG001 -- the instant the job is for
    """Forget words of names that nobody bears any more; while officers are being written it is tried again ten minutes later."""
    forget_words()
