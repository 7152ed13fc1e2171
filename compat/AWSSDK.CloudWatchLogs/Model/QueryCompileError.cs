namespace Amazon.CloudWatchLogs.Model;

public class QueryCompileError
{
    public QueryCompileErrorLocation Location { get; set; }

    public string Message { get; set; }
}
