using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

public class Distribution(string value) : ConstantClass(value)
{
    public static readonly Distribution ByLogStream = new("ByLogStream");

    public static readonly Distribution Random = new("Random");

    public static Distribution FindValue(string value) => FindValue<Distribution>(value);

    public static implicit operator Distribution(string value) => FindValue(value);
}
