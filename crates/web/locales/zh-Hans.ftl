# 舢板的简体中文文案。键与其他语言一致，由测试核对。
# $n 决定复数形式，$count 是读者看到的数字（1.2万）。

## 数字、日期、列表

count-units = 100000000:亿 10000:万
ago-now = 刚刚
ago-minutes = {$count}分钟前
ago-hours = {$count}小时前
ago-days = {$count}天前
date-short = {$month}{$day}日
date-long = {$year}年{$month}{$day}日
month = {$n}月
list-comma = 、
notes-count = {$count}篇笔记
comments-count = {$count}条评论
replies-count = {$count}条回复
pictures = {$count}张图片
likes = 个赞
views = {$count}次浏览

## 框架

skip = 跳到正文
nav-main = 主导航
nav-feeds = 信息流
nav-rising = 正在升温的话题
nav-explore = 发现
nav-following = 关注
nav-watch = 视频
nav-topics = 话题
nav-inbox = 消息
nav-me = 我
nav-write = 写笔记
nav-about = 关于
nav-rules = 守则
nav-guide = 新人指南
unread = 条未读
menu = 菜单
language = 语言
settings = 设置
search = 搜索
search-hint = 搜索笔记、用户和话题
invite = 来{$instance}坐坐吧，不用手机号，也不用邮箱。
join = 加入
sign-in = 登录
sign-out = 退出登录
close = 关闭
cancel = 取消
save = 保存
edit = 编辑
delete = 删除
delete-yes = 确定删除
more-actions = 更多
sort = 排序
sort-hot = 最热
sort-new = 最新
try-again = 再试一次
note = 笔记
notes = 笔记
new = 新
people = 用户
name = 昵称
handle = 账号名
password = 密码
place = 地点
bio = 个人简介
optional = 选填
errors-title = 有 {$count} 处需要再看看

## 键盘

keys-title = 键盘快捷键
keys-search = 跳到搜索框
keys-move = 下一篇、上一篇笔记或评论
keys-like = 点赞
keys-watch = 看视频时：声音、字幕、评论
keys-close = 关闭
keys-help = 显示这份列表
keys-on = 使用单键快捷键

## 信息流

explore-title = {$instance}：看看别处的日常
explore-description = 来自别处的照片、文字和闲聊。在{$instance}随便看看；想加入，不用手机号，也不用邮箱。
explore-empty-title = 水面还很平静
explore-empty-text = 这里还没有人发过笔记。第一篇，会荡起第一圈涟漪。
explore-empty-write = 写下第一篇
fresh-one = {"{n}"} 篇新笔记
fresh-many = {"{n}"} 篇新笔记
more-notes = 更多笔记
following-nobody-title = 还没有关注任何人
following-nobody-text = 关注你想看他们过日子的人，他们的新笔记就会出现在这里。
following-nobody-go = 去发现看看
following-quiet-title = 静悄悄的
following-quiet-text = 你关注的人还没有发过笔记。
note-by = {$name}的笔记
pinned = 置顶
like = 赞
like-comment = 赞这条评论
collect = 收藏
collect-choose = 选专辑…
collect-choose-long = 选择专辑

## 一篇笔记

back-note = 回到笔记
picture = 图片
picture-no-alt = 没有描述的图片
gallery-hint = 图片，可用方向键翻看
gallery-previous = 上一张
gallery-next = 下一张
writes = 用{$lang}写
edited = 编辑过
pin = 置顶
unpin = 取消置顶
pin-profile = 置顶到主页
mute = 不看 TA 的动态
unmute = 恢复看 TA 的动态
block = 拉黑
unblock = 解除拉黑
block-sure = 你和 @{$handle} 将互相看不见，也不能互相回复。对方不会收到通知。
unblock-sure = 你和 @{$handle} 将又能看见彼此。
note-delete-sure = 笔记会连同所有评论和赞一起删除，无法恢复。
follow = 关注
follow-back = 回关
following = 已关注
mutual = 互相关注
share = 分享
comments = 评论
comments-empty = 还没有评论。说点什么吧，用哪种语言都行。
more-comments = 更多评论
more-replies = 展开另外{$count}条回复
more-replies-plain = 展开更多回复
reply = 回复
comment-author = 作者
comment-left = 已离开的人
comment-delete-sure = 它下面的回复会一起删除，无法恢复。
comment-hint = 用你的语言说点什么…
comment-label = 你的评论
comment-picture = 添加图片
comment-send = 发送
comment-sign-in = 登录后说点什么
answering = 回复 @{$handle}
answering-plain = 回复 @{"{handle}"}
answering-left = 回复一条评论
alt = 图片里有什么
alt-hint = 给看不见图片的人描述一下
visibility-public = 所有人
visibility-unlisted = 有链接的人
visibility-unlisted-hint = 显示在你的主页，不进发现页和话题
visibility-followers = 关注我的人
visibility-only-me = 仅自己可见

history = 以前的版本
history-lead = 这篇笔记编辑之前的样子。留着它们，评论才不会前言不搭后语。
history-now = 现在
history-since = 从 {$when} 起
history-until = 到 {$when} 为止
history-version = 第 {$n} 版
history-empty = 这篇笔记没有改动过。
share-title = 分享这篇笔记
share-qr = 这篇笔记地址的二维码
share-qr-hint = 用手机扫一扫。
share-address = 地址
share-system = 分享到应用…
copy-link = 复制链接

## 专辑

collections = 专辑
collection-default = 默认收藏
collection-description = 《{$name}》，{$owner}的笔记专辑。
collection-new = 新建专辑
collection-name = 名称
collection-name-hint = 想吃的面、想去的地方…
collection-public = 所有人都可以看到这个专辑
collection-private = 仅自己可见
collection-make = 新建并收藏
collection-edit = 编辑专辑
collection-delete = 删除专辑
collection-delete-sure = 里面的笔记不受影响，只删除专辑本身。
collection-empty-title = 这里还没有收藏
collection-empty-text = 点笔记上的星星，就会收到这里。
collections-empty-title = 还没有专辑
collections-empty-text = 点星星收藏笔记，再用专辑把它们理清楚。

## 话题

topics-title = 大家在聊什么
topics-description = {$instance}上正在升温的话题。
topics-followed = 你关注的话题
topics-rising = 正在升温
topics-empty-title = 还没有话题
topics-empty-text = 在笔记里写上 #某个词，它就会成为一个话题，有自己的页面。
topic-description = {$instance}上关于 #{$topic} 的笔记和讨论。
topic-discussions = 讨论
topic-views = 浏览
topic-participants = 参与
topic-followers = 关注
topic-follow = 关注话题
topic-following = 已关注话题
topic-join-in = 参与话题
topic-empty-title = 这个话题还没有笔记
topic-empty-text = 写一篇带上这个标签的笔记，做第一个吧。
topic-merge = 合并话题
topic-merge-into = 合并到哪个话题？
topic-merge-hint = #{$topic} 的所有笔记都会移过去，原来的地址也会指向那里。
topic-merge-do = 合并

## 用户

profile-description = {$name}在{$instance}的主页。
profile-following = 关注
profile-followers = 粉丝
profile-appreciations = 获赞与收藏
profile-edit = 编辑资料
profile-tabs = 主页
profile-you-block = 你已拉黑 TA，你们看不到彼此的笔记。
profile-blocks-you = TA 不想与你往来。
profile-empty-title = 还没有笔记
profile-empty-text = 有了就会出现在这里。
profile-empty-own-title = 你的第一篇笔记
profile-empty-own-text = 拍一张窗外、午饭，或者你家的猫。远方总有人没见过。
profile-followers-title = 关注{$name}的人
profile-following-title = {$name}关注的人
followers = 粉丝
writes-label = 写{$lang}
reads-label = 读{$langs}
follows-you = 关注了你
joined = {$when}加入
liked = 赞过
liked-private-title = 这是 TA 和笔记之间的秘密
liked-private-text = 对方没有公开自己的点赞。
liked-empty-title = 还没有赞过
liked-empty-text = 点过红心的笔记会收在这里。
people-empty = 这里还没有人。
more-people = 更多的人
people-somebody = 有人
people-one-more = {$one}等{$count}人
people-two = {$one}和{$two}
people-more = {$one}、{$two}和另外{$count}人

## 消息

inbox-empty-title = 还没有漂来什么消息
inbox-empty-text = 赞、评论和新朋友都会来到这里。发一篇笔记，看看谁会回应。
more-notices = 更早的消息
notice-like = {$who}赞了你的笔记
notice-comment-like = {$who}赞了你的评论
notice-collect = {$who}收藏了你的笔记
notice-comment = {$who}评论了你的笔记
notice-reply = {$who}回复了你
notice-follow = {$who}关注了你
notice-mention = {$who}提到了你

## 搜索

search-page = 搜索本社区
search-go = 搜索
search-for = “{$query}”的结果
search-lead = 用任何语言搜索笔记和评论：其他语言里意思相同的内容也能找到。“引号”里的词不拆开，减号排除一个词，@ 找人，# 找话题。
search-what = 搜索范围
search-what-all = 综合
search-what-notes = 笔记
search-what-videos = 视频
search-what-comments = 评论
search-what-people = 用户
search-what-topics = 话题
search-best = 最相关
search-newest = 最新
search-narrow = 筛选
search-lang = 原文语言
search-lang-any = 不限语言
search-place = 地点
search-place-hint = 城市，例如成都
search-apply = 应用
search-wide = 清除筛选
search-mended = 没有找到“{$typed}”，以下是“{$meant}”的结果。
search-building = 搜索正在准备中（{$n}%），暂时还搜不到全部内容。
find-at-across = 译文：
find-at-original = 原文：
find-at-topic = 话题：
find-at-place = 地点：
find-at-meaning = 意思相近：
find-at-said = 图片或视频中：
search-none-title = 什么也没找到
search-none-text = 少输几个字，换种写法，或者换种语言试试。

## 视频

watch-for-you = 推荐
watch-description = {$instance} 的短视频，每一句都用你的语言。
watch-sound = 声音
watch-reel = 视频，上下滑动
watch-more = 更多视频
watch-empty-title = 还没有视频
watch-empty-text = 来发第一个会动的吧。

## 字幕

captions = 字幕
captions-off = 关闭
captions-in = {$lang}
captions-both = {$lang}和原文
captions-original = 原文（{$lang}）
captions-lead = 视频里说的话。每个人都能用自己的语言看。
captions-waiting = 服务器正在听写这个视频，字幕马上就好；你写的会取而代之。
captions-heard = 这是服务器听写的字幕。请改正听错的地方；清空一行就会删掉它。
captions-lang = 视频语言
captions-lines = 字幕行
captions-line = 第 {$count} 行
captions-start = 开始
captions-end = 结束
captions-file = 或从文件导入
captions-file-hint = SRT 或 WebVTT 文件，会替换上面所有的行。
captions-unreadable = 读不出这个字幕文件，请选择 SRT 或 WebVTT 文件。
captions-many = 字幕最多 {$limit} 行。
captions-line-long = 每行字幕最多 {$limit} 个字。
captions-times = 每行的结束时间要晚于开始时间，格式如 00:01:02.500。

## 写笔记

compose-new = 写笔记
compose-edit = 编辑笔记
compose-pictures = 图片
compose-drop = 添加图片
compose-drop-hint = 最多 {$count} 张，支持 JPEG、PNG、WebP 和 GIF。
compose-pictures-video = 图片或视频
compose-drop-both = 添加图片或视频
compose-drop-video = 或一个视频：MP4、MOV 或 WebM，最大 {$megabytes} MB，最长 {$minutes} 分钟。
compose-video-alt = 视频的描述
compose-alt = 第 {$count} 张图片的描述
compose-move-up = 前移
compose-remove = 移除
compose-title = 标题
compose-title-hint = 一句话，勾起大家的好奇
compose-text = 正文
compose-text-hint = 用你自己的语言讲讲…
compose-marks-hint = 写上 #话题，笔记会出现在话题页；写上 @账号名，可以叫来某个人。
compose-place = 地点
compose-place-hint = 写到城市就够了
compose-lang = 所用语言
compose-lang-auto = 自动识别
compose-visibility = 谁可以看？
compose-publish = 发布

## 加入和登录

join-title = 加入{$instance}
join-description = 半分钟加入{$instance}：一个账号名，一把通行密钥或一个密码，就这么简单。
join-lead = 起个账号名，设好通行密钥，就好了。不用手机号，也不用邮箱。
join-lead-approval = 先起个账号名。新账号要等管理员看过才能发言，一般很快。
join-lead-invitation = 这个社区凭邀请加入，请填朋友给你的邀请码。
join-closed = 这个社区暂时不接纳新成员，但你可以随便看看。
join-closed-go = 随便看看
join-passkey = 用通行密钥加入
join-password = 用密码加入
join-agree = 加入即表示你同意{$rules}。
handle-hint = 字母、数字、点和下划线，别人就是这样 @ 你的。
name-hint = 用什么文字都行。不填就显示账号名。
invitation = 邀请码
passkey = 通行密钥
passkey-hint = 由你的手机或电脑用指纹、面容或 PIN 码证明是你本人，什么都不用记。
or-password = 或者用密码
password-hint = 至少 {$count} 个字符。几个互不相干的词就很好。
have-account = 来过这里？
no-account = 第一次来？
signin-title = 欢迎回来
signin-passkey = 用通行密钥登录
signin-lost = 登录不了？
recover-title = 用恢复码找回账号
recover-lead = 加入的时候，你存过几个恢复码。任意一个都能让你重设密码。
recover-code = 恢复码
recover-code-hint = 每个只能用一次，横线和大小写都不要紧。
recover-do = 设置新密码
recover-back = 返回登录
password-new = 新密码
codes-title = 恢复码
codes-welcome = 欢迎来到{$instance}！最后还有一件事。
codes-welcome-pending = 你的账号正在等待管理员审核。趁现在先做一件事：
codes-lead = 这里没有邮箱可以找回。万一丢了通行密钥或忘了密码，任意一个恢复码都能带你回来。请收在安全的地方。
codes-once = 我们不保存明文，所以它们只出现这一次。
codes-copy = 复制
codes-download = 存成文件
codes-print = 打印
codes-saved = 我存好了
codes-file = {$instance}的恢复码，每个只能用一次。
codes-left = {$n ->
    [0] 恢复码已经用完，请趁早生成新的。
   *[other] 还剩 {$count} 个恢复码。
}
codes-renew = 生成新的恢复码
codes-renew-hint = 新的生成后，旧的全部作废。

## 设置

settings-profile = 资料
settings-security = 安全
settings-people = 黑名单
settings-leave = 离开
settings-saved = 已保存。
settings-pictures = 图片
settings-avatar = 头像
settings-avatar-remove = 移除头像
settings-cover = 封面
settings-cover-hint = 一张横幅，宽是高的三倍。
settings-cover-remove = 移除封面
settings-writes = 我用什么语言写
settings-writes-none = 不填
settings-reads = 我能读懂
settings-reads-hint = 你读得懂的语言，都会保留原文。
settings-visibility = 新笔记默认给谁看
settings-discoverable = 允许搜索引擎收录我的主页
profile-bot = 程序
settings-bot = 这是程序账号，不是真人
settings-likes-public = 所有人都可以看到我赞过的笔记
bio-hint = 想让远方的人知道些什么？
momo-title = 做一个 momo
momo-off = 点一下，就换上大家共用的名字和头像，账号名不变。
momo-on = 你现在是一个 momo，从名字上谁也认不出你。
momo-wear = 加入 momo 大军
momo-leave = 做回自己

passkeys = 通行密钥
passkeys-none = 你还没有通行密钥。
passkey-add = 添加通行密钥
passkey-name = 起个好认的名字
passkey-name-hint = 我的手机
passkey-remove = 移除
passkey-needs-script = 通行密钥需要 JavaScript，密码则不需要。
made-when = {$when}创建
used-when = 上次使用：{$when}
password-current = 当前密码
password-none = 你没有设密码，用通行密钥登录。
password-change = 修改密码
password-set = 设置密码
sessions = 已登录的设备
session-current = 就是这台设备
session-unknown = 未知设备
session-end = 退出
sessions-end-others = 退出其他所有设备
security-done-password = 新密码已生效，其他设备都已退出。
security-done-passkey-added = 通行密钥已添加。
security-done-passkey-removed = 通行密钥已移除。
security-done-session = 那台设备已退出。
security-done-others = 其他设备都已退出。

kept-blocked = 已拉黑
kept-blocked-hint = 你们互相看不见，也不能互相回复。
kept-blocked-none = 你没有拉黑任何人。
kept-muted = 不看 TA 的动态
kept-muted-hint = 他们的笔记不会出现在你的信息流里，对方不会知道。
kept-muted-none = 你没有屏蔽任何人的动态。

leave-title = 离开
leave-lead = 很舍不得你走。离开之后：
leave-what-notes = 你的笔记、图片、赞和专辑都会删除。
leave-what-account = 你的主页会消失，所有设备都会退出登录。
leave-what-handle = 你的账号名会一直空着，不让别人冒充你。
leave-comments = 你在别人笔记下的评论
leave-comments-keep = 隐去名字，留下来
leave-comments-keep-hint = 对话还读得通，没有人知道是你写的。
leave-comments-delete = 也一起删除
leave-comments-delete-hint = 下面的回复会跟着删除。
leave-confirm = 输入你的账号名来确认
leave-do = 删除我的账号
leave-stay = 还是留下吧

## 管理

mod-title = 管理
mod-mode-open = 现在谁都可以加入。
mod-mode-invitation = 现在凭邀请加入。
mod-mode-approval = 新账号在这里等待通过。
mod-mode-closed = 现在暂停加入。
mod-pending = 等待通过
mod-pending-none = 没有人在等。
mod-approve = 通过
mod-refuse = 谢绝
mod-invitations = 邀请
mod-invitations-hint = 一个链接可以邀请指定人数。
mod-invitation-uses = 邀请多少人？
mod-invitation-make = 生成邀请
mod-invitation-left = 还剩{$count}个名额
mod-topics = 合并话题
mod-topics-hint = 一件事有两种写法？打开该撤下的那个话题，表单在页面底部。

## 出了问题

problem-kept = 这是你刚才写的内容，离开之前请先复制。
problem-request = 反馈时请附上
problem-not-found-title = 这里什么也没有
problem-not-found-text = 也许地址打错了，也许作者撤下了笔记。河上别处依然热闹。
problem-not-found-line = 它已经不在这里了。
problem-denied-title = 这里不对所有人开放
problem-denied-text = 它只给一部分人看，或者你和作者之间有些什么，把门关上了。
problem-denied-line = 你不能这样做。
problem-sign-in-title = 请先登录
problem-sign-in-text = 这一步需要知道你是谁。加入只要半分钟，不用手机号，也不用邮箱。
problem-sign-in-line = 请先登录。
problem-session-expired-title = 你已退出登录
problem-session-expired-text = 你离开了一阵子，或者在别的设备上退出了。重新登录，接着来。
problem-session-expired-line = 你已退出登录，请重新登录。
problem-stale-title = 内容已经变了
problem-stale-text = 有人（也许是另一个标签页里的你）保存了更新的版本。请返回，复制你写的内容，刷新页面后再贴进去。
problem-stale-line = 内容已经变了，请刷新页面再试。
problem-rate-limited-title = 慢一点
problem-rate-limited-text = 短时间里太多啦。歇口气，{$count} 秒后就好。
problem-rate-limited-line = 短时间里太多啦，请 {$count} 秒后再试。
problem-busy-title = 人真多
problem-busy-text = {$n ->
    [0] 船上的人一下子多得划不过来。过一会儿页面会自己打开，你什么都不用做。
   *[other] 船上的人一下子多得划不过来，你已经排上队了。大约 {$count} 分钟后页面会自己打开，你什么都不用做。
}
problem-busy-line = {$n ->
    [0] 人太多了，过几秒再试。
   *[other] 人太多了，大约 {$count} 分钟后再试。
}
problem-busy-form-title = 人真多
problem-busy-form-text = {$n ->
    [0] 船上的人一下子多得划不过来，你刚才发的还没收下。等几秒再刷新本页，浏览器会原样再发一次。
   *[other] 船上的人一下子多得划不过来，你刚才发的还没收下。别关本页，大约 {$count} 分钟后刷新，浏览器会原样再发一次。
}
problem-busy-form-line = {$n ->
    [0] 人太多了。你写的还在，过几秒再发一次。
   *[other] 人太多了。你写的还在，大约 {$count} 分钟后再发一次。
}
problem-too-large-title = 一次装不下这么多
problem-too-large-text = 你发来的内容超出了小船的载重。请返回，换小一点的图片，或者少放几张。
problem-too-large-line = 太大了，请换小一点的图片，或者少放几张。
problem-cross-site-title = 这不是从这里发出的
problem-cross-site-text = 表单来自别的网站，所以我们什么也没做。如果是你本人，请在这里打开页面再试一次。
problem-cross-site-line = 请求来自别的网站，所以什么也没做。
problem-already-sent-title = 已经发过了
problem-already-sent-text = 这份表单之前已经收到，不会重复计算。你第一次发的内容好好的。
problem-already-sent-line = 这已经发过了。
problem-malformed-title = 没看懂
problem-malformed-text = 我们没看懂这个请求。请返回，刷新页面，再试一次。
problem-malformed-line = 没看懂，请刷新页面再试。
problem-unavailable-title = 船上正忙
problem-unavailable-text = 服务器现在腾不出手。什么都没丢，过一会儿再试。
problem-unavailable-line = 服务器现在腾不出手，过一会儿再试。
problem-internal-title = 我们这边出了点问题
problem-internal-text = 这不怪你。问题已经记下，留给照看服务器的人。过一会儿再试。
problem-internal-line = 我们这边出了点问题，过一会儿再试。
offline-title = 没有网络
offline-text = 你现在离线。草稿都好好地存在这台设备上，等网络恢复再继续。

not-author = 只有作者可以这样做。
not-operator = 只有站长能这么做。
not-moderator = 只有管理员可以这样做。
blocked = 你和对方之间不能这样做。
collection-stays = 默认收藏不能删除。
oneself = 这是你自己。
signed-out = 请先登录。
passkey-unknown = 这里不认识这把通行密钥，请换一种方式登录。
passkey-address = 这个地址不支持通行密钥，请用密码。
collections-many = 专辑数量已到上限，请先删除一个。
description = 看看住在别处的人怎么过日子。
say-liked = 已赞。
say-unliked = 已取消赞。
say-collected = 已收藏。
say-uncollected = 已取消收藏。
say-followed = 已关注。
say-unfollowed = 已取消关注。
say-commented = 评论已发出。
invalid = 这里不对，请检查一下。
handle-empty = 请起一个账号名。
handle-characters = 只能用英文字母、数字、点和下划线。
handle-length = 请用 3 到 30 个字符。
handle-dots = 点不能在开头或结尾，也不能连着两个。
handle-letters = 至少要有一个字母，或者八个数字。
handle-reserved = 这个名字留给社区自己用了，换一个吧。
handle-taken = 已经有人用了，换一个吧。
handle-confusable = 和别人的账号名太像了，换一个吧。
leave-handle-wrong = 这不是你的账号名。
password-short = 至少 {$limit} 个字符。
password-long = 太长了，最多 {$limit} 个字节。
password-common = 太容易被猜到了，换一个少见些的吧。
password-wrong = 当前密码不对。
signin-wrong = 账号名和密码对不上。请检查一下，或者用恢复码。
signin-pending = 你的账号还在等管理员审核，请过一会儿再来。
code-wrong = 恢复码和账号名对不上，或者已经用过了。
invitation-needed = 需要邀请码才能加入。
invitation-wrong = 邀请码已用完，或者打错了。
invitation-uses = 请填 1 到 1000 之间的数字。
pulse-title = 脉搏
pulse-lead = 这里一分钟一分钟的情况，页面会自己更新。
pulse-people = 每分钟的人数
pulse-people-now = 人（上一分钟）
pulse-joined-now = 人加入（上一分钟）
pulse-last-minute = 上一分钟：
pulse-most = 最多 {$most}
pulse-hour-ago = 一小时前
pulse-now = 现在
pulse-countries = 按国家和地区
pulse-nobody = 上一分钟没有人。
pulse-joined = 加入
pulse-requests = 请求
pulse-asked-back = 被请稍后再来的次数
pulse-texts = 等待翻译的文字
pulse-jobs = 等待的任务
pulse-queues = 队列
pulse-queues-none = 没有在等的。
pulse-lane = 通道
pulse-state = 状态
pulse-count = 数量
pulse-state-waiting = 等待
pulse-state-running = 进行中
pulse-state-dead = 已放弃
pulse-backlog = 翻译：有人正看着的 {$screens} 条在等，以后用的 {$later} 条。
pulse-routes = 时间花在哪里
pulse-routes-text = 本进程最近几分钟：总共花时间最多的排在前面。
pulse-route = 地址
pulse-mean = 平均
pulse-longest = 最长
pulse-late = 任务晚了 {$late}
pulse-at-work = 正在处理 {$count} 个请求
pulse-processes = {$count} 个进程
pulse-everybody = 谁都能进来
pulse-gives-way-made = 访客看存好的页面
pulse-gives-way-member = 成员在等
pulse-gives-way-write = 写的也在等
gate-title = 人多时怎么加入
gate-text = 一分钟里来的人越多，加入时要的就越多；人少了又会放松。你也可以把它固定在某一步，再放开。
gate-auto = 随人数变化
gate-open = 谁都可以
gate-proof = 解一道小题
gate-line = 排队
gate-held = 由 {$who} 固定。
gate-set = 在 sampan.toml 中设定。
gate-follows = 随人数变化：上一分钟来了 {$came} 人；超过 {$proof} 人要解题，超过 {$line} 人要排队。
gate-waiting = 有 {$count} 人在排队。
join-on-page = 现在加入的人很多。请用浏览器打开加入页面：/join
proof-needed = 现在加入的人很多，你的设备要先解一道小题。再提交一次，它会自己解。
proof-note = 现在加入的人很多，你的设备正在解一道小题，你什么都不用做。
proof-noscript = 现在加入的人很多。启用脚本时，设备会自己解一道小题；没有脚本就排个队。
proof-failed = 小题在这里没解出来。过一会儿再试，或者改为排队：
line-stand = 去排队
line-title = 前面在排队
line-place = 是你的号
line-wait = 大约还要 {$count} 分钟。
line-text = 想加入的人太多，小船一次坐不下。别关这个页面：它会自己刷新，轮到你就出现表单，给你留十分钟。填好的账号名和昵称都还在。
line-look = 现在看看
turn-needed = 想加入的人太多，要排队。打开加入页面就能拿到号。
signup-closed = 这个社区暂时不接纳新成员。
passkey-failed = 通行密钥没有通过。再试一次，或者用密码。
passkey-expired = 等得太久了，请重新开始。
passkey-known = 这台设备已经有一把通行密钥了。
passkey-last = 这是你唯一的登录方式，请先设置密码或再添加一把通行密钥。
name-long = 最多 {$limit} 个字。
bio-long = 有点长，最多 {$limit} 个字。
place-long = 最多 {$limit} 个字。
note-title-long = 标题太长，最多 {$limit} 个字。
note-text-long = 正文太长，最多 {$limit} 个字，不妨分成两篇。
note-place-long = 地点太长，最多 {$limit} 个字。
note-pictures-many = 一篇笔记最多 {$limit} 张图片。
note-topics-many = 一篇笔记最多 {$limit} 个话题。
note-mentions-many = 一篇笔记最多提到 {$limit} 个人。
note-empty = 写点什么，或者加一张图片。
note-changed = 笔记已经变了。请复制你写的内容，刷新页面后再贴进去。
comment-long = 最多 {$limit} 个字。
comment-mentions-many = 一条评论最多提到 {$limit} 个人。
comment-empty = 写点什么，或者加一张图片。
picture-alt-long = 图片描述最多 {$limit} 个字。
picture-too-large = 文件太大，请导出得小一点再试。
picture-too-many-pixels = 图片像素太多，请缩小后再试。
picture-unsupported = 这不是 JPEG、PNG、WebP 或 GIF 图片。
picture-broken = 文件损坏了，换一份试试。
picture-empty = 文件是空的。
picture-not-encoded = 这张图片处理不了，请换一张。
video = 视频
video-waits = 视频正在处理
video-waits-text = 马上就好。
video-waits-short = 处理中
video-not-there = 这个视频无法处理。
video-off = 本社区不支持上传视频。
video-too-large = 视频太大，请导出为不超过 {$limit} MB 的文件后再试。
video-unsupported = 这不是 MP4、MOV 或 WebM 视频。
video-broken = 视频文件已损坏或不完整，请换一份再试。
video-no-picture = 这个文件里没有画面。
video-too-long = 视频太长，请剪短后再试。
video-too-many-pixels = 视频的分辨率太高，请导出为 4K 或更小后再试。
video-too-slow = 处理这个视频用时太久，请导出为普通 MP4 后再试。
video-not-made = 视频处理失败，请重新上传。
video-gone = 视频已不存在，请重新添加。
video-unfinished = 视频还没有上传完，请稍候，或重新添加。
video-busy = 这个视频正在别处上传。
note-video-alone = 一篇笔记可以放图片或一个视频，不能同时放。
picture-gone = 这张图片已经不在了，请重新添加。
collection-name-empty = 给专辑起个名字吧。
collection-name-long = 最多 {$limit} 个字。
collection-unknown = 这个专辑已经不在了。
topic-unknown = 没有这个话题。
topic-invalid = 话题里只能有文字、数字和下划线。
topic-same = 这就是当前的话题。

## 脚本用语，花括号里的名字由浏览器填入

js-ago-minutes = {"{n}"}分钟前
js-ago-hours = {"{n}"}小时前
js-ago-days = {"{n}"}天前
js-close = 关闭
js-loading = 正在打开…
js-failed = 没有成功，请再试一次。
js-offline = 现在离线，请稍后再试。
js-copied = 已复制。
js-comment-new = {"{name}"}发表了新评论
js-picture-of = 第 {"{n}"} 张，共 {"{max}"} 张
js-suggestions-label = 建议
js-suggestions = {"{n}"} 条建议
js-passkey-cancelled = 没有使用通行密钥。
js-passkey-failed = 通行密钥没有成功。再试一次，或者用密码。
js-draft-restored = 草稿已恢复。
js-draft-discard = 丢弃
js-upload-drop = 把图片放在这里
js-upload-alt = 第 {"{n}"} 张图片的描述
js-upload-earlier = 把第 {"{n}"} 张前移
js-upload-later = 把第 {"{n}"} 张后移
js-upload-remove = 移除第 {"{n}"} 张
js-upload-removed = 图片已移除。
js-upload-moved = 现在是第 {"{n}"} 张，共 {"{max}"} 张。
js-upload-cancel = 取消
js-upload-retry = 重试
js-upload-failed = {"{name}"} 没有上传成功。
js-upload-left = 有些图片没有上传成功，请重试或移除。
js-upload-too-many = 一篇笔记最多 {"{max}"} 张图片。
js-upload-waiting = 正在等待上传完成…
js-video-alt = 视频的描述
js-video-off = 本社区不支持上传视频。
js-video-alone = 一篇笔记可以放图片或一个视频，不能同时放。
js-video-large = 视频太大，最多 {"{max}"} MB。
js-uploading = 正在上传 {"{name}"}：{"{n}"}%
js-uploaded = {"{name}"} 已上传。

## 语言

lang-en = 英语
lang-zh = 中文
lang-zh-Hans = 简体中文
lang-zh-Hant = 繁体中文
lang-ar = 阿拉伯语
lang-bg = 保加利亚语
lang-bn = 孟加拉语
lang-ca = 加泰罗尼亚语
lang-cs = 捷克语
lang-da = 丹麦语
lang-de = 德语
lang-el = 希腊语
lang-es = 西班牙语
lang-et = 爱沙尼亚语
lang-fa = 波斯语
lang-fi = 芬兰语
lang-fr = 法语
lang-he = 希伯来语
lang-hi = 印地语
lang-hr = 克罗地亚语
lang-hu = 匈牙利语
lang-id = 印尼语
lang-it = 意大利语
lang-ja = 日语
lang-ko = 韩语
lang-lt = 立陶宛语
lang-lv = 拉脱维亚语
lang-nl = 荷兰语
lang-no = 挪威语
lang-pl = 波兰语
lang-pt = 葡萄牙语
lang-ro = 罗马尼亚语
lang-ru = 俄语
lang-sk = 斯洛伐克语
lang-sl = 斯洛文尼亚语
lang-sr = 塞尔维亚语
lang-sv = 瑞典语
lang-ta = 泰米尔语
lang-th = 泰语
lang-tr = 土耳其语
lang-uk = 乌克兰语
lang-ur = 乌尔都语
lang-vi = 越南语

## 关于

about-title = 关于
about-lead = {$instance}，看看住在别处的人怎么过日子。
about-1-head = 这里有什么
about-1-text =
    大家在这里发笔记：几张照片，几行字，一个地方。一碗面，一段接孩子的路，一只怎么也不肯挪窝的猫。别人点赞，收进专辑，在下面聊起来。话题把同一件事的笔记聚在一起，不管谁写的，也不管用的什么语言。
    不注册也可以全部看。
about-2-head = 为什么是一条船
about-2-text =
    舢板是把人从此岸渡到彼岸的小船，不要码头，也不用买票。2025 年 1 月的一天，许许多多的人一下子渡过了一条很宽的河，对岸的字一个也不认得，却发现邻居们很和气。这个软件，就是为这样的日子造的。
about-3-head = 我们要什么，不要什么
about-3-text =
    要一个账号名，一把通行密钥或一个密码。不要手机号，不要邮箱，不要真名。没有广告，也不加载别家公司的任何东西。照片里藏着的信息，比如拍摄地点，在别人看到之前就已去掉。
    你随时可以离开，你的笔记会跟着你一起走。
about-4-head = 谁在照看
about-4-text =
    舢板是自由软件，谁都可以架在自己的电脑上。这个社区由架设它的人和管理员照看，他们在意什么，守则里写得清清楚楚。

## 守则

rules-title = 社区守则
rules-lead = 不长，读得完；怎么写的，就怎么算。
rules-1-head = 你是客人，大家都是
rules-1-text =
    每篇笔记背后都有一个人，过着和你不一样的一天。先问，再下判断。听着刺耳的词，也许只是别处的寻常话，问问是什么意思就好。
rules-2-head = 不仇恨，不威胁，不围攻
rules-2-text =
    不因为出身、长相、信仰、爱谁、怎么说话而攻击别人。不威胁任何人。不召集大家去对付一个人。
rules-3-head = 别人的生活是别人的
rules-3-text =
    不发别人的住址、证件、私信，也不发当事人不愿公开的照片。孩子的，尤其不行。
rules-4-head = 不发伤人的东西
rules-4-text =
    任何涉及未成年人的色情内容，绝对不行。不无故裸露，不发血腥画面，不教人施暴或自伤。看到有人身处险境，请告诉管理员，并联系当地的急救或报警电话。
rules-5-head = 不制造噪音
rules-5-text =
    不刷屏，不买赞，不冒充别人。换上 momo 的脸没问题，躲在后面伤人就不行。收了钱写的笔记，机器生成的图片，请说明白。
rules-6-head = 管理员做什么
rules-6-text =
    撤下违反守则的内容，关闭屡教不改的账号。下决定之前，他们会读原文，不只看译文。要是觉得他们弄错了，心平气和地说一次就好。

## 指南

guide-title = 给新朋友的小指南
guide-lead = 按钮都管什么，还有，为什么大家一上来就要看你的猫。
guide-1-head = 先走几步
guide-1-text =
    在“发现”里随便看；喜欢谁过日子的样子，就关注谁，他们会出现在“关注”里。红心是一声谢谢；星星把笔记收进你自己命名的专辑。按加号写你的笔记：最多十八张图，也可以只有文字，文字会有自己的封面。
guide-2-head = 用自己的语言写
guide-2-text =
    没有人要求你用别人的语言。短句子、大白话走得最远，反话最容易翻船。写上 #话题，别人才找得到；写上 @某人，可以把他叫来。给图片写几句描述吧，看不见图的人也是读者。
guide-3-head = 交猫税
guide-3-text =
    猫税是给新朋友的见面礼：发一张你家的猫，就算进了门。没有猫？狗、仓鼠和绿植也收，只是要多交一点。别人也许会晒出自家的来还礼，一来二去，就成了朋友。
guide-4-head = 怎么到处都是 momo？
guide-4-text =
    momo 是换上同一个名字、同一套头像的人，就这样消失在一群粉色小恐龙里。这并不失礼，只是想放心说话。在设置里点一下，你也是其中一个。要是两个 momo 争起来，“楼上的 momo”指写在上面的那位。
guide-5-head = 会遇到的词
guide-5-text =
    no cap：真的，不骗你。bestie：姐妹、好朋友，也用来称呼陌生人。lol、lmao：笑死。IYKYK：懂的都懂。slay：太飒了。bless your heart：听着像祝福，在美国南方多半是说你傻得可爱。potluck：每人带一道菜的聚餐。
    反过来，也请给新朋友讲讲 YYDS、打卡和种草。他们会很感激。
guide-6-head = 做客之道
guide-6-text =
    有人问物价、上学、看病，就实话实说，大家正是为这个来的。人家只想给你看看午饭，就别跟他争论政府。转载之前先问一声。记得说晚安：总有一个地方，正是夜里。

## 跨越语言

crossing-waits = 原文是{$lang} · 正在翻译
crossing-late = 原文是{$lang} · 排队翻译的内容很多，请稍等
crossing-partly = 译自{$lang}，部分内容无法翻译
crossing-failed = 原文是{$lang} · 暂时没有译文
crossing-unset = 原文是{$lang} · 本站还没有开启翻译
crossed-from = 译自{$lang}
crossed-author = 译自{$lang} · 作者自己的译文
crossed-person = 译自{$lang} · {$name} 的译文
crossed-people = 译自{$lang} · 成员的译文
show-original = 显示原文
show-translation = 显示译文
crossing-options = 这种语言的内容怎样显示
display-title = {$lang}的内容
display-translated = 显示译文
display-original = 显示原文
display-both = 原文译文都显示
display-never = 我看得懂{$lang}
rendition-better = 改进译文
renditions-title = 更好的译文
renditions-lead = 从{$from}到{$to}。作者或管理员采纳以后，所有人都会看到。
rendition-original = {$lang}原文
rendition-own = 你自己的{$lang}版本
rendition-suggest = 换成你会怎么用{$lang}说
rendition-now = 现在的{$lang}译文
rendition-none = 还没有译文。
rendition-hint = 名字、@提及、#话题和表情请保持原样。
rendition-publish = 采用这一版
rendition-send = 提交建议
rendition-sign-in = 登录后可以提出更好的译文
rendition-empty = 请先写上译文。
rendition-long = 不能超过{$limit}个字。
rendition-same = 请选一种和原文不同的语言。
suggestions = 大家的建议
suggestions-empty = 还没有人提出建议。
suggestions-many = 你在这里已有三条待定的建议，撤回一条才能再提。
suggestion-shown = 正在显示
suggestion-vote = 更好
suggestion-accept = 采纳
suggestion-decline = 不采纳
suggestion-withdraw = 撤回
back-comment = 回到评论
settings-languages = 语言
reading-title = 其他语言的内容
reading-lead = 你看得懂的语言不会被翻译。其他语言怎样显示，由你来选。
reading-reads = 你看得懂的语言
reading-reads-edit = 修改
reading-language = 本站的界面语言
other-title = 另一边的样子
other-lead = 看看这篇用{$lang}读起来怎样，发布前可以亲手改好。
other-show = 看{$lang}译文
other-again = 重新翻译
other-label-title = {$lang}标题
other-label-text = {$lang}正文
other-hint = 你在这里改过的内容会作为你自己的版本显示；不改就仍是译文。
other-late = 译文没有及时出来。你可以自己写，也可以先发布，译文随后就到。
other-unset = 本站还没有开启翻译。你可以自己写一版。
notice-suggestion = {$who}提出了更好的译文

## 代表成员的程序

consent-title = 让 { $name } 使用你的账号吗？
consent-as = 你是 @{ $handle }。
consent-read = 查看你能看到的内容：动态、通知和收藏
consent-profile = 知道你是谁
consent-write = 以你的名义发布、点赞、收藏和关注
consent-follow = 以你的名义关注、静音和拉黑
consent-push = 给你发送通知
consent-yes = 同意
consent-no = 不同意
consent-hint = 它不会知道你的密码。你随时可以在“设置 · 安全”里看到它，并让它退出。
consent-code = 你的代码
consent-code-lead = 请把这个代码复制到 { $name } 里。
consent-copy = 复制代码
consent-wrong = 这样不行
consent-wrong-lead = 有个程序把你带到了这里，但方式不可信。请从程序里再试一次；如果还是这样，请告诉它的作者。

## 被拒绝的程序

bad-address = 这不是可以跳转的地址。
bad-scope = 没有这种权限。
agreement = 需要先同意规则。

## 投票

poll = 投票
poll-choose = 选一项
poll-choose-several = 可以选多项
poll-vote = 投票
poll-mine = 你的选择
poll-voters = {$n} 人已投票
poll-ended-on = 已结束：
poll-ends-on = 截止：
poll-hidden = 结束后公布结果
poll-add = 发起投票
poll-option = 选项 {$n}
poll-time-label = 投票多久？
poll-hour = 一小时
poll-day = 一天
poll-days = 三天
poll-week = 一周
poll-multiple = 可以多选
poll-hides = 结束后才公布结果
poll-options-few = 投票至少要有 {$limit} 个选项。
poll-options-many = 投票最多 {$limit} 个选项。
poll-option-long = 每个选项最多 {$limit} 个字。
poll-option-twice = 有两个选项一样。
poll-time = 投票时间要在五分钟到三十天之间。
poll-choice-none = 请先选一项。
poll-choice-unknown = 没有这个选项。
poll-voted = 你已经投过票了。
poll-ended = 投票已经结束。

## 列表与自己的话题

list-title-empty = 请给列表起个名字。
list-title-long = 最多 {$limit} 个字。
filter-title-empty = 请给过滤器起个名字。
filter-title-long = 名字最多 {$limit} 个字。
filter-context-none = 请选择过滤器在哪里生效。
filter-word-empty = 有一个词是空的。
filter-word-long = 每个词最多 {$limit} 个字。
filter-many = 这个过滤器已经满了，请先移除一些。
filters-many = 过滤器数量已到上限，请先删除一个。
lists-many = 列表数量已到上限，请先删除一个。
topic-name = 话题只能用文字、数字和下划线。
featured-many = 展示的话题已到上限，请先取消一个。

## 给程序的

api-lead = 为 Mastodon 编写的程序可以直接用在这里。每个地址接收和返回什么，见 openapi.json；* 表示必填。
api-scope = 需要权限
api-no-engine = 这里没有能在这两种语言之间翻译的引擎。
api-unknown-setting = 这里没有这个设置。
api-comment-stays = 评论不能修改，只能删除。
api-not-translated = 仅自己可见的内容不会交给翻译引擎。
api-poll-on-comment = 投票只能放在笔记里，不能放在评论里。
api-poll-stays = 投票发布后不能更改，请另写一篇笔记。

## 推荐

settings-feed = 推荐
why-title = 为什么推荐这篇？
why-unknown = 因为它是这里的新笔记。
why-visitor = 加入之后，推荐会慢慢懂你。
why-source-followed = 来自你关注的人。
why-source-co-liked = 和你口味相近的人喜欢它。
why-source-near = 和你喜欢的内容相似。
why-source-session = 和你刚才看的内容相似。
why-source-topic = 来自你的话题和地点。
why-source-rising = 现在很多人在看、在赞。
why-source-new = 新笔记，正在寻找第一批读者。
why-source-other-side = 来自另一种语言的世界。
why-source-fresh = 刚写不久。
why-co-liked = 和你一样喜欢《{$title}》的人也喜欢它。
why-near = 它和你喜欢的《{$title}》内容相近。
why-session = 它和你刚才看的内容相近。
why-session-topic = 你刚才看过{$subject}。
why-followed-author = 你关注了作者。
why-author-taste = 你喜欢过作者的其他笔记。
why-followed-topic = {$subject}是你的话题或地点。
why-topic-taste = 你常看{$subject}。
why-lang-taste = 你喜欢{$language}的笔记。
why-rising = 它正在升温。
why-heat = 这几天很多人在看。
why-liked = 很多人点赞或讨论。
why-rate = 看到它的人里很多都喜欢。
why-fresh = 它很新。
why-new = 每篇新笔记都会先给一些人看。
why-across = 它用{$language}写成，你在这里也能读懂。
why-wish = 这是你要的：{$wish}。
refuse = 不感兴趣
refuse-done = 以后会少推荐这样的内容。
refuse-undo = 撤销
wish-title = 你的推荐由什么组成
wish-lead = 中间是默认。这里的设置从下一页开始生效。
wish-fresh = 新鲜度
wish-fresh-less = 不问时间
wish-fresh-more = 最新的
wish-discover = 新的人和话题
wish-discover-less = 熟悉的
wish-discover-more = 发现新的
wish-others = 其他语言
wish-others-less = 我的语言优先
wish-others-more = 另一边的世界
wish-small = 粉丝少的作者
wish-small-less = 有名的
wish-small-more = 小众的
wish-video = 文字还是视频
wish-video-less = 文字
wish-video-more = 视频
wish-chronological = 不排序、不建画像：按时间显示全部，最新在前
wish-topics = 话题
wish-topics-lead = 多一点、少一点，或者完全不看。
wish-topic-name = 话题
wish-topic-unknown = 还没有人写过 #{$topic}。
wish-topic-more = 多看
wish-topic-less = 少看
wish-topic-normal = 默认
wish-topic-none = 不看
welcome-title = 你喜欢什么？
welcome-lead = 选几个，你的推荐就从它们开始。随时可以改。
welcome-topics = 话题
welcome-go = 继续
welcome-skip = 跳过
