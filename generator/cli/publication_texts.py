"""What `publish` and `proofread` say, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

PUBLICATION_TEXTS: Mapping[str, Mapping[str, str]] = {
    "publish": {
        "zh": "从工作簿或部门文件夹生成整本部门预算公开文件（.docx，可另出 PDF、网页和开放数据）。",
        "en": "Make the whole disclosure document (.docx, PDF, HTML, open data) from a workbook or folder.",
    },
    "publish.source": {
        "zh": "填好的工作簿，或部门文件夹。",
        "en": "A filled-in workbook, or a department's folder.",
    },
    "publish.output": {"zh": "生成的 .docx 文件。", "en": "The .docx file to write."},
    "publish.pdf": {
        "zh": "同时生成 PDF（同名，需要装有 LibreOffice）。",
        "en": "Write a PDF of the same name as well (needs LibreOffice).",
    },
    "publish.html": {
        "zh": "同时生成网页（同名 .html，一个文件，无障碍）。",
        "en": "Write an accessible web page of the same name as well, in one file.",
    },
    "publish.data": {
        "zh": "同时把开放数据（CSV 和 datapackage.json）写到这个文件夹。",
        "en": "Write the open data (CSV and datapackage.json) to this folder as well.",
    },
    "publish.draft": {
        "zh": "校验没有全部通过也生成，每页标明“草稿”。",
        "en": "Publish although checks fail; every page is marked as a draft.",
    },
    "publish.overwrite": {
        "zh": "替换已有的、内容不同的文件。",
        "en": "Replace files that are there and differ.",
    },
    "publish.refused": {
        "zh": "还不能公开：有 {count} 件事要先处理，没有写任何文件。处理后再运行；要先看样子，加 --draft。",
        "en": "Not ready for publication: {count} things to mend first, and no file was written. "
        "Mend them and run again, or add --draft to see what it looks like.",
    },
    "publish.draft_words": {"zh": "草稿，不得公开", "en": "草稿，不得公开"},
    "publish.drafted": {
        "zh": "有 {count} 件事要先处理，已按草稿生成，每页标有“草稿”。",
        "en": "{count} things are to be mended first; every page is marked as a draft (草稿).",
    },
    "publish.no_docx": {
        "zh": "输出文件名“{file}”应以 .docx 结尾。",
        "en": "The output file {file} should end in .docx.",
    },
    "publish.no_disclosure": {
        "zh": "布局 {layout} {year} 没有公开文本（disclosure），不能生成公开文件。",
        "en": "The layout {layout} {year} has no disclosure, so that no document can be made.",
    },
    "publish.already_there": {
        "zh": "这些文件已经存在，内容不同，没有写任何文件：",
        "en": "These files are there already and differ; nothing was written:",
    },
    "publish.pdf_missing": {
        "zh": "没有生成 PDF：没有找到 LibreOffice（soffice）。其他文件已生成；装好 LibreOffice 后再运行，"
        "或用 Word、WPS 打开 .docx 另存为 PDF。",
        "en": "No PDF was made: LibreOffice (soffice) was not found. The other files are written; install it "
        "and run again, or save the .docx as PDF from Word or WPS.",
    },
    "publish.pdf_failed": {
        "zh": "没有生成 PDF：LibreOffice 没有完成转换（{reason}）。其他文件已生成。",
        "en": "No PDF was made: LibreOffice did not finish ({reason}). The other files are written.",
    },
    "publish.unpaged": {
        "zh": "目录的页码要在 Word 或 WPS 中打开后更新（没有找到 LibreOffice）。",
        "en": "Word or WPS fill in the page numbers of the contents when they open it (no LibreOffice here).",
    },
    "publish.laying_out": {"zh": "正在排版", "en": "laying out pages"},
    "publish.wrote": {"zh": "已生成 {path}", "en": "wrote {path}"},
    "proofread": {
        "zh": "校对改过的公开文件：逐句逐格与工作簿核对，并检查自相矛盾的地方。",
        "en": "Proofread an edited document: each sentence and cell against the workbook and against itself.",
    },
    "proofread.document": {
        "zh": "要校对的文件：.docx、.pdf（有文字层）、.md 或 .txt。",
        "en": "The document: .docx, .pdf with a text layer, .md or .txt.",
    },
    "proofread.against": {
        "zh": "作为依据的工作簿，或部门文件夹。",
        "en": "The workbook, or the department's folder, to hold it against.",
    },
    "proofread.format": {
        "zh": "结果的写法：text、json 或 html。",
        "en": "How to write it: text, json or html.",
    },
    "proofread.output": {
        "zh": "把结果写到这个文件；不填就显示在屏幕上。",
        "en": "Write the result to this file instead of the screen.",
    },
    "proofread.marked": {
        "zh": "另写一份带批注的副本（.docx）：每处意见一条批注，有问题的字标成粉红（要改）"
        "或者黄色（要核对），其他原样不动。",
        "en": "Write a copy of the .docx with a comment at each remark and the words highlighted; "
        "all else stays as it is.",
    },
    "proofread.overwrite": {
        "zh": "替换已有的、内容不同的带批注的副本。",
        "en": "Replace a marked copy that is there and differs.",
    },
    "proofread.no_word": {
        "zh": "“{document}”不是 .docx，不能加批注，没有写任何文件。请在 Word 或 WPS 中另存为 .docx 再运行；"
        "不加 --marked 也可以校对 .pdf、.md 和 .txt。",
        "en": "{document} is no .docx and cannot have comments; nothing was written. Save it as .docx in "
        "Word or WPS and run again; without --marked, .pdf, .md and .txt are proofread as well.",
    },
    "proofread.marked_itself": {
        "zh": "带批注的副本不能写到“{path}”，原文件和校对结果都不会被覆盖。请用另一个文件名。",
        "en": "The marked copy cannot be written to {path}: neither the document nor the report is replaced. "
        "Please use another name.",
    },
    "proofread.copy_there": {
        "zh": "“{path}”已经存在，内容不同，没有写任何文件。换一个文件名；确实要替换时加 --overwrite。",
        "en": "{path} is there already and differs; nothing was written. Use another name, or give "
        "--overwrite to replace it.",
    },
    "proofread.source_faults": {
        "zh": "注意：作为依据的“{source}”还有 {count} 件事要先处理（用 publish 可以看到），下面仍按它核对。",
        "en": "Note: {source} itself has {count} things to be mended (publish lists them); "
        "the document is held against it all the same.",
    },
    "source.unreadable": {
        "zh": "“{source}”读不出一个部门，没有写任何文件。",
        "en": "No department could be read from {source}; no file was written.",
    },
    "source.nothing": {
        "zh": "没有“{source}”这个文件或文件夹。",
        "en": "There is no file or folder {source}.",
    },
}
