"""Collecting (收件): folders and archives of returned workbooks become submissions in the store.

sources           the files that came in, one after the other, archives looked into
reading_process   a process that reads what it is given, and may be killed
guard             reads a file in such a process, within limits of time and memory
taking            one file, from its bytes to the store: what an executor runs
executors         what runs it: threads of this machine, or a Dask cluster
collecting        all files, whatever happens to some of them
"""
