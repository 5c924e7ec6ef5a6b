"""What the commands for the bureau say, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

BUREAU_TEXTS: Mapping[str, Mapping[str, str]] = {
    "store": {
        "zh": "收件库：一个文件（SQLite），或者 PostgreSQL 的 URL；也可以写在环境变量 BUDGETBOOK_STORE 里。",
        "en": "The store: a file (SQLite) or a URL of PostgreSQL; or the variable BUDGETBOOK_STORE.",
    },
    "round": {"zh": "上报轮次，例如 一上、二上。", "en": "The round of submissions, such as 一上 or 二上."},
    "by": {
        "zh": "经办人，默认是登录的用户；记入历史。",
        "en": "Who does this, by default the user of the machine; kept in the history.",
    },
    "store.address": {
        "zh": "收件库“{store}”写得不对：写一个文件名，或者 postgresql://用户@主机/库名。",
        "en": "The store {store} is not understood: give a file or postgresql://user@host/database.",
    },
    "store.elsewhere": {
        "zh": "收件库 {store} 建立时已经定了来件存放在哪里（{details}；空白是库里），"
        "不能再改。请去掉 --files。",
        "en": "The store {store} keeps files where it was made to ({details}; blank: in itself). "
        "Omit --files.",
    },
    "store.folder": {
        "zh": "{store} 是文件夹，收件库是一个文件。请写文件名，例如 {store}/收件库.db",
        "en": "{store} is a folder; a store is a file. Give its name, such as {store}/store.db",
    },
    "store.driver": {
        "zh": "用 PostgreSQL 要先安装驱动程序：pip install 'budgetbook[postgresql]'\n    {details}",
        "en": "PostgreSQL needs its driver: pip install 'budgetbook[postgresql]'\n    {details}",
    },
    "store.missing": {
        "zh": "没有这个收件库：{store}。先用 collect 收一次件，它会建立收件库。",
        "en": "There is no such store: {store}. The command collect makes one.",
    },
    "store.unreachable": {
        "zh": "打不开收件库 {store}。请看所在的文件夹在不在、能不能读写，服务器开着没有。\n    {details}",
        "en": "The store {store} cannot be opened. Is its folder there and open to you, is the server up?\n"
        "    {details}",
    },
    "store.full": {
        "zh": "写不进收件库 {store}：磁盘满了或者出错。\n    {details}\n"
        "已经收进去的都完好。腾出空间以后，同一条命令再运行一次，会接着收。",
        "en": "The store {store} cannot take more: the disk is full or failing.\n    {details}\n"
        "All that was collected is safe. Make room and run the same command again: it carries on.",
    },
    "store.newer": {
        "zh": "收件库 {store} 是更新的程序建立的（{details}）。请升级 budgetbook。",
        "en": "A newer program made the store {store} ({details}). Please upgrade budgetbook.",
    },
    "store.not_ours": {
        "zh": "{store} 不是 budgetbook 的收件库：\n    {details}",
        "en": "{store} is no store of budgetbook:\n    {details}",
    },
    "store.busy": {
        "zh": "收件库 {store} 一直被别的程序占用。稍后同一条命令再运行一次，会接着做。\n    {details}",
        "en": "Another program keeps {store} busy. Run the same command again later.\n    {details}",
    },
    "store.refused": {
        "zh": "收件库 {store} 拒绝了这个改动：历史只增不改。\n    {details}",
        "en": "The store {store} refused the change: its history only grows.\n    {details}",
    },
    "store.files": {
        "zh": "存放来件的地方出错：\n    {details}",
        "en": "The place where files are kept failed:\n    {details}",
    },
    "collect": {
        "zh": "收件：把文件夹和压缩包里报来的工作簿读入收件库，逐个审核。",
        "en": "Take in returned workbooks from folders and archives, and judge each of them.",
    },
    "collect.places": {
        "zh": "文件夹、压缩包（.zip）、工作簿，或 fsspec 的 URL。",
        "en": "Folders, archives (.zip), workbooks, or URLs that fsspec knows.",
    },
    "collect.roster": {
        "zh": "名册（应当上报的部门），存入收件库，以后不用再写。",
        "en": "The roster of departments that have to submit; it is kept in the store.",
    },
    "collect.due": {
        "zh": "这一轮的截止日期，与 --year 一起用。",
        "en": "By when the round is due; with --year.",
    },
    "collect.year": {
        "zh": "收哪个预算年度的；别的年度的文件另外保存，不计入。默认不限。",
        "en": "The budget year; files of other years are kept aside. By default any.",
    },
    "collect.files": {
        "zh": "新建收件库时：来件原样存放在哪个文件夹或 URL，默认存在库里。",
        "en": "Of a new store: a folder or URL where files are kept as they came, by default in the store.",
    },
    "collect.jobs": {
        "zh": "同时读几个文件，默认等于处理器的核数。",
        "en": "How many files are read at a time, by default one for each processor core.",
    },
    "collect.cluster": {
        "zh": "用 Dask 集群读取：tcp://主机:端口。",
        "en": "Read on a Dask cluster: tcp://host:port.",
    },
    "collect.seconds": {"zh": "一个文件最多读几秒。", "en": "The most seconds for one file."},
    "collect.memory": {
        "zh": "一个文件最多用多少内存（MiB）。",
        "en": "The most memory for one file, in MiB.",
    },
    "collect.due_year": {
        "zh": "写了截止日期（--due），也请写预算年度（--year）。",
        "en": "With a deadline (--due), give the budget year (--year) as well.",
    },
    "collect.no_round": {
        "zh": "上报轮次（--round）写得不对：一行字，40 个字以内，前后没有空格。",
        "en": "The name of a round (--round) is one line of at most 40 characters, without blanks around it.",
    },
    "collect.no_place": {
        "zh": "没有这个文件或文件夹：{place}",
        "en": "There is no such file or folder: {place}",
    },
    "collect.no_cluster": {
        "zh": "不能使用集群：{why}\n已经收进去的都在；集群恢复以后，同一条命令再运行一次，会接着收。",
        "en": "The cluster cannot be used: {why}\nWhat was collected stays; once the cluster is back, run "
        "the same command again, and it carries on.",
    },
    "collect.interrupted": {
        "zh": "已停止。收进去的都在；同一条命令再运行一次，会接着收。",
        "en": "Stopped. What was collected stays; run the same command again, and it carries on.",
    },
    "collect.looking": {"zh": "正在查看有哪些文件", "en": "looking for files"},
    "collect.reading": {"zh": "正在收件", "en": "collecting"},
    "collect.rate": {"zh": "每分钟 {rate} 个", "en": "{rate}/min"},
    "collect.files_read": {
        "zh": "收件 {count} 个，存入 {store}",
        "en": "{count} workbooks collected into {store}",
    },
    "collect.further": {
        "zh": "  ＋ 以前收到过，这一轮又报来 {count}（算这一轮的一版）",
        "en": "  + known already and sent again in this round {count} (a version of this round)",
    },
    "collect.other_year": {
        "zh": "  ！ {year} 年的 {count} 份，不是 {wanted} 年的：已保存，不计入这一轮。"
        "请看看是不是用了别的年度的表",
        "en": "  ! {count} of {year}, not of {wanted}: kept, and not counted in this round",
    },
    "collect.several_years": {
        "zh": "  ！ 这批文件有几个年度的：{listed}。用 --year 指明这次收哪一年的，别的年度就不会混进来",
        "en": "  ! these files are of several years: {listed}. With --year, others are kept aside",
    },
    "collect.overtaken": {
        "zh": "  ！ {department}：{file} 是第 {version} 版，不是最近的：第 {newest} 版的文件时间比它晚。"
        "确实要用这一版的，请部门打开、保存以后再报",
        "en": "  ! {department}: {file} is version {version}, not the newest: the file of version {newest} "
        "is of a later time. If this one is meant, have it opened, saved and sent again",
    },
    "collect.nothing_to_do": {
        "zh": "请写要收的文件夹或文件；只存名册或截止日期的，写 --roster、--due。",
        "en": "Give folders or files to collect, or only a --roster or a --due date to keep.",
    },
    "collect.identical": {
        "zh": "  ＝ 以前收到过、内容完全相同 {count}（不重复计）",
        "en": "  = the same, byte for byte, as what had come before {count} (not counted again)",
    },
    "collect.others": {
        "zh": "  另有 {count} 个文件不是工作簿，没有读",
        "en": "  {count} further files are no workbooks and were not read",
    },
    "collect.left_out": {
        "zh": "没有收进去的 {count} 个，请看一下：",
        "en": "{count} files could not be taken in, please have a look:",
    },
    "collect.reason.archive_kind": {
        "zh": "这种压缩包不能直接读，请解开，或者改用 .zip",
        "en": "archives of this kind are not read; unpack it, or use .zip",
    },
    "collect.reason.archive_broken": {
        "zh": "压缩包是坏的（{details}），请部门重新打包",
        "en": "the archive is broken ({details})",
    },
    "collect.reason.archive_deep": {
        "zh": "压缩包里套的压缩包太多层，请解开再收",
        "en": "archives lie too deep in each other; unpack them",
    },
    "collect.reason.encrypted": {
        "zh": "压缩包有密码，请用密码解开再收",
        "en": "the archive has a password; unpack it",
    },
    "collect.reason.too_large": {
        "zh": "太大（上限 {details}），不像一个部门的工作簿",
        "en": "too large (limit {details}) for the workbook of a department",
    },
    "collect.reason.unreadable": {"zh": "读不了：{details}", "en": "cannot be read: {details}"},
    "collect.next": {
        "zh": "看收报情况：budgetbook status --store {store}",
        "en": "See where everybody stands: budgetbook status --store {store}",
    },
    "collect.resubmitted": {
        "zh": "重报 {count} 份，与当时有效的一版相比：",
        "en": "{count} resubmissions, against the version in force by then:",
    },
    "collect.more_resubmitted": {
        "zh": "  另有 {count} 份；用 budgetbook history 部门 --changes 逐个看",
        "en": "  {count} more; see budgetbook history DEPARTMENT --changes",
    },
    "collect.changed": {
        "zh": "{department} 第 {version} 版 {state}（比第 {before} 版）："
        "支出 {items} 行有变化（{expenditure}），收入 {income_lines} 行有变化（{income}）；"
        "公开表 {tables} 张 {figures} 个数变动",
        "en": "{department} version {version} {state} (against {before}): "
        "{items} lines of expenditure changed ({expenditure}), {income_lines} of income ({income}); "
        "{figures} figures in {tables} tables",
    },
    "collect.same_total": {"zh": "合计不变", "en": "same total"},
    "collect.changed_unreadable": {
        "zh": "{department} 第 {version} 版 {state}（比第 {before} 版）：其中一版读不出明细，不能比较",
        "en": "{department} version {version} {state} (against {before}): one of them cannot be read",
    },
    "status": {
        "zh": "收报情况：谁报了，谁没报，哪里要改。",
        "en": "Who has submitted, who has not, and what is wrong where.",
    },
    "status.year": {
        "zh": "预算年度，默认是最后定了截止日期的一年，没有就是收件最多的一年。",
        "en": "The budget year, by default that of the last deadline, else the one with most submissions.",
    },
    "status.round": {
        "zh": "上报轮次，默认是这一年最后开始的一轮。",
        "en": "The round, by default the one of that year that began last.",
    },
    "status.department": {
        "zh": "只看这个部门（名称或编码），可以写几次；列表、网页和通知都一样。",
        "en": "Only this department, by name or code, in lists and in notices; may be given often.",
    },
    "status.state": {
        "zh": "只看这种状态的：missing 未报、unreadable 无法读取、refused 退回、to_explain 待说明、"
        "accepted 已通过；可以写几次。",
        "en": "Only those in this state: missing, unreadable, refused, to_explain or accepted; may be given "
        "several times.",
    },
    "status.no_state": {
        "zh": "没有“{state}”这种状态；可以写：{known}",
        "en": "There is no state {state}; choose from {known}",
    },
    "status.no_department": {
        "zh": "这一轮没有部门“{department}”。",
        "en": "There is no department {department} in this round.",
    },
    "status.no_department_near": {
        "zh": "这一轮没有部门“{department}”；最接近的是“{near}”。",
        "en": "There is no department {department} in this round; the nearest is {near}.",
    },
    "status.format": {"zh": "text、csv、json 或 html。", "en": "text, csv, json or html."},
    "status.output": {"zh": "写入文件。", "en": "A file to write to."},
    "status.units": {"zh": "连预算单位一起列出。", "en": "List budget units as well."},
    "status.due": {"zh": "按这个截止日期看迟报，不改收件库里的。", "en": "Judge lateness by this day."},
    "status.notices": {
        "zh": "给每个部门写一份通知（文本），退回的工作簿放在旁边。",
        "en": "A folder for a notice to each department, marked copies beside them.",
    },
    "status.signed": {"zh": "通知的落款。", "en": "Who signs the notices."},
    "status.overwrite": {
        "zh": "通知文件已经在了也重写。",
        "en": "Write notices again even where others stand.",
    },
    "status.nothing": {
        "zh": "收件库里没有这个年度和轮次的上报。请核对 --year、--round，或者先收件。",
        "en": "Nothing was submitted in this year and round. Check --year and --round, or collect first.",
    },
    "status.written": {"zh": "已写入 {path}", "en": "wrote {path}"},
    "status.writing_notices": {"zh": "正在写通知", "en": "writing notices"},
    "status.notices_written": {
        "zh": "通知 {count} 份，退回的工作簿 {copies} 份，在 {folder}",
        "en": "{count} notices and {copies} marked copies in {folder}",
    },
    "waive": {
        "zh": "豁免一条不平的校验，或者认可一条说明；记下谁、为什么、到哪天。",
        "en": "Let a broken check pass, or accept an explanation: who, why, until when.",
    },
    "waive.department": {"zh": "部门的名称或编码。", "en": "The department, by name or code."},
    "waive.findings": {
        "zh": "哪些问题，例如 CHK-002:X17-1；不写就列出可以放行的。",
        "en": "Which findings, such as CHK-002:X17-1; without any, those that can pass are listed.",
    },
    "waive.reason": {"zh": "理由。", "en": "The reason."},
    "waive.until": {"zh": "到哪一天为止（含当天），默认不限。", "en": "The last day on which it holds."},
    "waive.end": {"zh": "撤回第几号。", "en": "Take back the one with this number."},
    "waive.past": {
        "zh": "{day} 已经过去，放行要写今天或以后的日期（--until）。",
        "en": "{day} is past; --until has to be today or later.",
    },
    "waive.again": {
        "zh": "{finding} 已经放行（第 {number} 号）。要改理由或日期，先撤回：--end {number} --reason 理由",
        "en": "{finding} is waived already (number {number}); to change it: --end {number} --reason …",
    },
    "waive.needs_reason": {"zh": "请写理由（--reason）。", "en": "Please give a reason (--reason)."},
    "waive.no_such": {"zh": "没有有效的第 {number} 号。", "en": "No number {number} holds today."},
    "waive.ended": {"zh": "第 {number} 号已撤回。", "en": "Number {number} was taken back."},
    "waive.none": {"zh": "没有有效的豁免和认可的说明。", "en": "Nothing is waived."},
    "waive.kind.waiver": {"zh": "豁免", "en": "waiver"},
    "waive.kind.explanation": {"zh": "认可说明", "en": "accepted explanation"},
    "waive.listed": {
        "zh": "{number}  {kind}  {department} {year} {round}  {finding}  {reason}（{author}）{until}",
        "en": "{number}  {kind}  {department} {year} {round}  {finding}  {reason} ({author}) {until}",
    },
    "waive.no_department": {
        "zh": "收件库里没有“{department}”这一轮的上报。名称或编码要与名册一致。",
        "en": "No submission of {department} in this round. Give its name or code as on the roster.",
    },
    "waive.unknown": {
        "zh": "最近一版里没有“{finding}”，或者这一条不能放行。",
        "en": "The newest version has no {finding}, or it cannot be waived.",
    },
    "waive.possible": {
        "zh": "{department} 第 {version} 版可以放行的：",
        "en": "What can be waived of version {version} of {department}:",
    },
    "waive.impossible": {
        "zh": "{department} 第 {version} 版没有可以放行的问题；要改的录入问题只能由部门改正。",
        "en": "Nothing of version {version} of {department} can be waived; wrong entries have to be mended.",
    },
    "waive.held": {
        "zh": "已放行，第 {number} 号",
        "en": "passes already by number {number}",
    },
    "waive.point_in_chinese": {"zh": "{point}", "en": "{title}; found, in Chinese: {point}"},
    "waive.done": {
        "zh": "第 {number} 号 {kind} {finding}  {point}",
        "en": "{number} {kind} {finding}  {point}",
    },
    "recheck": {
        "zh": "复审：表样或程序改了以后，把收件库里的重新审核一遍，说明变了什么。",
        "en": "Judge again what is in the store after layouts or the program changed; say what changed.",
    },
    "recheck.year": {"zh": "只复审这个预算年度。", "en": "Only this budget year."},
    "recheck.round": {"zh": "只复审这一轮。", "en": "Only this round."},
    "recheck.all": {
        "zh": "所有版本都复审，不只是有效的和最新的。",
        "en": "All versions, not only those in force and the newest.",
    },
    "recheck.reading": {"zh": "正在复审", "en": "rechecking"},
    "recheck.done": {
        "zh": "用别的表样或旧程序审核过的 {count} 份，已复审；{changed} 份有变化。",
        "en": "{count} submissions of other layouts or programs read again, {changed} changed.",
    },
    "recheck.changed": {
        "zh": "{department} {year} 年 第 {version} 版：{before} → {after}",
        "en": "{department} {year} version {version}: {before} → {after}",
    },
    "recheck.found": {"zh": "  新发现 {code} {where}", "en": "  found now {code} {where}"},
    "recheck.gone": {"zh": "  不再有 {code} {where}", "en": "  no longer found {code} {where}"},
    "recheck.figure": {
        "zh": "  {table} {row} ｜ {column}：{before} → {after} 元",
        "en": "  {table} {row} | {column}: {before} → {after} yuan",
    },
    "recheck.more": {"zh": "  另有 {count} 处（--json 列出全部）", "en": "  {count} more (--json has all)"},
    "history": {
        "zh": "一个部门报过哪几版，每一版改了什么。",
        "en": "The versions that a department sent, and what each changed.",
    },
    "history.changes": {"zh": "逐行、逐表列出变化。", "en": "Every changed line and figure."},
    "history.version": {
        "zh": "{department} {year} 年 第 {version} 版  {state}  {sent_at}  {source}  {in_force}",
        "en": "{department} {year} version {version}  {state}  {sent_at}  {source}  {in_force}",
    },
    "history.side": {"zh": "{file}（第 {version} 版）", "en": "{file} (version {version})"},
    "history.in_force": {"zh": "现行有效", "en": "in force"},
    "consolidate": {
        "zh": "汇总：把现行有效的上报合成全地区的一本工作簿，公式相连，附部门对比和图表。",
        "en": "The tables of the whole region from what is in force, formula-linked, with a comparison.",
    },
    "consolidate.output": {"zh": "生成的 .xlsx 文件。", "en": "The .xlsx file to write."},
    "consolidate.name": {"zh": "地区（或这一组部门）的名称。", "en": "What the region or group is called."},
    "consolidate.group": {
        "zh": "只汇总名册上这个分组的部门，可以写几次。",
        "en": "Only departments of this group of the roster; may be given several times.",
    },
    "consolidate.department": {
        "zh": "只汇总这个部门（名称或编码），可以写几次。",
        "en": "Only this department, by name or code; may be given several times.",
    },
    "consolidate.detail": {
        "zh": "明细程度：projects 保留各部门的项目，departments 每个部门一行，totals 合并；"
        "auto 取工作簿容得下的最细。",
        "en": "projects keeps every project, departments one line each, totals merges; auto: what fits.",
    },
    "consolidate.detail.projects": {"zh": "各部门的项目", "en": "projects of each department"},
    "consolidate.detail.departments": {"zh": "项目按部门合并", "en": "projects merged by department"},
    "consolidate.detail.totals": {"zh": "项目全部合并", "en": "all projects merged"},
    "consolidate.to_explain": {
        "zh": "还没有有效版本、只差说明的，也算进来。",
        "en": "Take in submissions that only want reasons, where none is in force.",
    },
    "consolidate.no_elimination": {
        "zh": "部门之间的上级补助、附属单位上缴只列出，不抵销。",
        "en": "List transfers between levels without eliminating them.",
    },
    "consolidate.no_detail": {
        "zh": "没有“{detail}”这种明细程度；可以写：{known}",
        "en": "There is no detail {detail}; choose one of {known}",
    },
    "consolidate.ending": {
        "zh": "输出文件名“{file}”应以 .xlsx 结尾。",
        "en": "The output file {file} should end in .xlsx.",
    },
    "consolidate.no_name": {
        "zh": "请写地区（或这一组部门）的名称：--name 不能是空白。",
        "en": "The region needs a name: --name is blank.",
    },
    "consolidate.unknown.group": {
        "zh": "没有分组“{word}”（--group）。",
        "en": "There is no group {word} (--group).",
    },
    "consolidate.unknown.department": {
        "zh": "没有部门“{word}”（--department）。",
        "en": "There is no department {word} (--department).",
    },
    "consolidate.nearest": {"zh": "最接近的是“{nearest}”。", "en": " The nearest is {nearest}."},
    "consolidate.doing": {"zh": "正在汇总", "en": "consolidating"},
    "consolidate.nothing": {
        "zh": "{year} 年“{round}”没有可以汇总的：没有现行有效的上报，或者部门不在名册上。\n"
        "看 budgetbook status；名册用 collect --roster 存入。",
        "en": "Nothing of {year}, round {round}, is in force, or no department is on the roster.\n"
        "See budgetbook status; collect --roster keeps a roster.",
    },
    "consolidate.capacity": {
        "zh": "一本工作簿容不下：{what}有 {wanted} 行，最多 {limit} 行。"
        "用 --detail totals，或者分组（--group）汇总。",
        "en": "One workbook cannot hold it: {what} has {wanted} rows, at most {limit}. "
        "Use --detail totals, or consolidate by --group.",
    },
    "consolidate.done": {
        "zh": "已生成 {path}：{departments} 个部门，{detail}\n"
        "抵销后收入 {income} 元，支出 {expenditure} 元；部门之间的往来 {transfers} 笔，"
        "已抵销 {eliminated} 元\n"
        "校验：平 {balanced} 项，取整 {rounded} 项，不平 {broken} 项，不适用 {idle} 项",
        "en": "wrote {path}: {departments} departments, {detail}\n"
        "income {income}, expenditure {expenditure} yuan after elimination; "
        "{transfers} transfers, {eliminated} eliminated\n"
        "checks: {balanced} balanced, {rounded} rounded, {broken} broken, {idle} not applicable",
    },
    "consolidate.listed": {"zh": "名册上 {listed} 个部门", "en": "{listed} departments on the roster"},
    "consolidate.sent": {
        "zh": "收件库没有名册，报来 {listed} 个部门",
        "en": "no roster in the store; {listed} departments sent something",
    },
    "consolidate.chosen": {"zh": "，选定 {count} 个", "en": ", {count} asked for"},
    "consolidate.taking_part": {"zh": "，参加汇总 {members} 个", "en": ", {members} take part"},
    "consolidate.missing": {"zh": "  缺 {count} 个：{names}", "en": "  {count} missing: {names}"},
    "consolidate.open": {
        "zh": "  其中 {count} 个待说明，还没有通过：{names}",
        "en": "  {count} of them not accepted yet, wanting reasons: {names}",
    },
    "consolidate.more": {"zh": " 等", "en": " and others"},
    "consolidate.see_list": {"zh": "，全部见“部门清单”", "en": "; the sheet 部门清单 lists them all"},
    "consolidate.absent": {"zh": "{name}（{why}）", "en": "{name} ({why})"},
    "consolidate.why.not_chosen": {"zh": "没有选定", "en": "not asked for"},
    "consolidate.why.not_received": {"zh": "没有收到", "en": "not received"},
    "consolidate.why.unreadable": {"zh": "读不出", "en": "unreadable"},
    "consolidate.why.refused": {"zh": "退回待改", "en": "refused"},
    "consolidate.why.to_explain": {"zh": "待说明", "en": "wanting reasons"},
    "consolidate.why.no_layout": {"zh": "没有它的表样", "en": "its layout is not at hand"},
    "consolidate.why.other_layout": {"zh": "表样与其他部门不同", "en": "of another layout than the others"},
    "consolidate.to_check": {
        "zh": "部门之间的往来有 {count} 笔要核对，见“抵销”表",
        "en": "{count} transfers to check, see the sheet 抵销",
    },
    "export.nothing_accepted": {
        "zh": "有上报 {count} 份，但是还没有一份审核通过，所以没有现行有效的版本，明细是空的。"
        "要导出收到的全部，加 --all-versions。",
        "en": "There are submissions ({count}), but none is accepted and in force yet, so the lists are "
        "empty. With --all-versions everything received is exported.",
    },
    "export.not_listed": {
        "zh": "有上报 {count} 份，审核通过的都不在名册上，所以没有现行有效的版本，明细是空的。"
        "请核对名册；要导出收到的全部，加 --all-versions。",
        "en": "There are submissions ({count}), but those accepted are of no department on the roster, so "
        "none is in force and the lists are empty. Check the roster, or export everything with "
        "--all-versions.",
    },
}
