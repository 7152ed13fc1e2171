using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

public class LogGroupClass(string value) : ConstantClass(value)
{
    public static readonly LogGroupClass DELIVERY = new("DELIVERY");

    public static readonly LogGroupClass INFREQUENT_ACCESS = new("INFREQUENT_ACCESS");

    public static readonly LogGroupClass STANDARD = new("STANDARD");

    public static LogGroupClass FindValue(string value) => FindValue<LogGroupClass>(value);

    public static implicit operator LogGroupClass(string value) => FindValue(value);
}
