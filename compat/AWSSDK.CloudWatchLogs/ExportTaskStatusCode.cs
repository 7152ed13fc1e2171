using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

public class ExportTaskStatusCode(string value) : ConstantClass(value)
{
    public static readonly ExportTaskStatusCode CANCELLED = new("CANCELLED");

    public static readonly ExportTaskStatusCode COMPLETED = new("COMPLETED");

    public static readonly ExportTaskStatusCode FAILED = new("FAILED");

    public static readonly ExportTaskStatusCode PENDING = new("PENDING");

    public static readonly ExportTaskStatusCode PENDING_CANCEL = new("PENDING_CANCEL");

    public static readonly ExportTaskStatusCode RUNNING = new("RUNNING");

    public static ExportTaskStatusCode FindValue(string value) => FindValue<ExportTaskStatusCode>(value);

    public static implicit operator ExportTaskStatusCode(string value) => FindValue(value);
}
