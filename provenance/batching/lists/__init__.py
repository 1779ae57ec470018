"""Lists of claims as people have them, one module a format: each makes a `Table` of what a file holds.

============  ====================  ==========================================
suffix        module                a row is
============  ====================  ==========================================
.txt          `lists.plain`         a line that is not blank
.csv .tsv     `lists.delimited`     a row below the header
.jsonl        `lists.objects`       a line with an object
.xlsx         `lists.workbook`      a row of the first sheet, below its header
============  ====================  ==========================================
"""
