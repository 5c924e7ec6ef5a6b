"""Export (导出): the relations of the store as files that other programs read, and as rows for DataFrames.

dictionary  what each column is: its kind, its title, its meaning, in Chinese and English
selection   which rows: one year and round, what is in force
rows        the rows from the store, batch by batch
csv_files, parquet_files, workbook_file    the forms
package     datapackage.json, which describes the files
delivery    a folder or object store gets all files, or none
"""
