namespace Amazon.CloudWatchLogs.Model;

public class QueryCompileErrorLocation
{
    public int? EndCharOffset { get; set; }

    public int? StartCharOffset { get; set; }
}
