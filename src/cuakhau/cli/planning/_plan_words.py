"""What `cuakhau plan` says."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuakhau.cli.planning._words import Words
    from cuakhau.zone.types import Language

STOPPED: "dict[Language, str]" = {
    "vi": "Đã dừng: mới thử {done} trên {wanted} phương án, chưa có kết quả.",
    "en": "Stopped: {done} of {wanted} plans were tried; there is no answer yet.",
    "zh": "已停止：{wanted}个方案中仅尝试了{done}个，尚无结果。",
}
WORDS: "dict[Language, Words]" = {
    "vi": {
        "searching": "Đang tìm phương án",
        "title": "{zone}: phương án cho {days} ngày từ {first_day}, thêm tối đa {vnd} đồng/ngày "
        "và {people} người",
        "plan": "Phương án",
        "today": "Hôm nay",
        "proportional": "Theo tỷ lệ công việc",
        "cheap": "Tiết kiệm",
        "balanced": "Cân bằng",
        "fast": "Nhanh nhất",
        "cost": "Thêm đồng/ngày",
        "people": "Thêm người",
        "wait": "Giờ chờ TB",
        "saves": "Bớt giờ chờ",
        "p90": "Chờ P90",
        "left": "Xe qua/ngày",
        "inside": "Tồn cuối kỳ",
        "fluid": "Không phương án nào dưới {hours} giờ (cận dưới theo mô hình dòng chảy).",
        "bound": "Không phương án nào dưới {hours} giờ: với giờ mở cửa trong phạm vi ngân sách "
        "này, chừng đó là chờ cổng mở, chờ xe đối ứng và bổ sung giấy tờ.",
        "sure": "Phương án nhanh nhất được chọn đúng với xác suất ít nhất 95 % "
        "(Kim – Nelson, dưới 1 % coi như bằng nhau); ± "
        "là khoảng tin cậy 95 % của chênh lệch theo cặp so với hôm nay.",
        "unsure": "Các phương án nhanh nhất quá gần nhau để phân biệt trong số lượt đã chạy; ± là "
        "khoảng tin cậy 95 % của chênh lệch theo cặp so với hôm nay.",
        "tried": "Đã thử {tried} phương án trong {wall_s} giây.",
        "front": "Chi phí – thời gian chờ",
        "changes": "{name}: so với hôm nay",
        "officers": "cán bộ",
        "lanes": "làn",
        "places": "chỗ",
        "opening": "giờ mở thêm buổi tối, cả hai phía",
        "slots": "% lượt đặt",
        "saved": "Đã lưu {file}",
        "unstable": "{name}: không kịp phục vụ ở {stations}; tồn tăng dần.",
        "assumed": "Đơn giá giả định, chưa ai xác nhận: {prices}.",
    },
    "en": {
        "searching": "Searching plans",
        "title": "{zone}: plans for {days} days from {first_day}, at most {vnd} dong a day and "
        "{people} people more",
        "plan": "Plan",
        "today": "Today",
        "proportional": "In proportion to work",
        "cheap": "Cheap",
        "balanced": "Balanced",
        "fast": "Fast",
        "cost": "Dong/day more",
        "people": "People more",
        "wait": "Mean wait, h",
        "saves": "Saves h",
        "p90": "Wait P90",
        "left": "Through/day",
        "inside": "Left over",
        "fluid": "No plan waits less than {hours} h (bound of the fluid).",
        "bound": "No plan waits less than {hours} h: at the hours that this budget can open, so "
        "much is waiting for gates to open, for partners and for papers.",
        "sure": "The quickest plan was chosen with a chance of 95 % or more of being right "
        "(Kim – Nelson; below 1 % counts as equal); ± is a 95 % interval of paired differences "
        "to today.",
        "unsure": "The quickest plans are too close to tell apart in the runs made; ± is a 95 % "
        "interval of paired differences to today.",
        "tried": "Tried {tried} plans in {wall_s} s.",
        "front": "Cost and waiting",
        "changes": "{name}: beside today",
        "officers": "officers",
        "lanes": "lanes",
        "places": "places",
        "opening": "hours longer in the evening, both sides",
        "slots": "% of bookings",
        "saved": "Saved {file}",
        "unstable": "{name}: cannot keep up at {stations}; what is left over grows.",
        "assumed": "Prices that are assumed and nobody confirmed: {prices}.",
    },
    "zh": {
        "searching": "正在寻找方案",
        "title": "{zone}：自{first_day}起{days}天的方案，每日最多增加{vnd}盾和{people}人",
        "plan": "方案",
        "today": "现状",
        "proportional": "按工作量比例",
        "cheap": "节省",
        "balanced": "均衡",
        "fast": "最快",
        "cost": "每日增加（盾）",
        "people": "增加人员",
        "wait": "平均等候（小时）",
        "saves": "减少等候",
        "p90": "等候P90",
        "left": "日通过",
        "inside": "期末滞留",
        "fluid": "任何方案都不会少于{hours}小时（流体模型下界）。",
        "bound": "任何方案都不会少于{hours}小时：在此预算可延长的开放"
        "时间内，这些是等待口岸开放、等待对接车辆和补正单证的时间。",
        "sure": "最快方案以不低于95%的概率选择正确（Kim–Nelson，差异低于1%视为相同）；"
        "±为与现状配对差异的95%置信区间。",
        "unsure": "最快的几个方案过于接近，在已运行次数内无法"
        "区分；±为与现状配对差异的95%置信区间。",
        "tried": "{wall_s}秒内尝试了{tried}个方案。",
        "front": "成本与等候",
        "changes": "{name}：与现状相比",
        "officers": "人员",
        "lanes": "车道",
        "places": "车位",
        "opening": "小时晚间延长，双方",
        "slots": "%预约",
        "saved": "已保存{file}",
        "unstable": "{name}：{stations}处理不及，滞留增加。",
        "assumed": "以下为未经确认的假定价格：{prices}。",
    },
}
