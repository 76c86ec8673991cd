"""Import this to have altair's schema ready: a process that chapters are forked from does so once for all."""

from brief.charts import quick

quick.make_ready()
