"""Who serves: how many officers a log shows, and posts where no twin names them."""

from cuakhau.planning.calibrating.posts.counting import Posts, fit_officers
from cuakhau.planning.calibrating.posts.plain import plain_hours, plain_posts

__all__ = ["Posts", "fit_officers", "plain_hours", "plain_posts"]
