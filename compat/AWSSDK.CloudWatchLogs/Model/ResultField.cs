namespace Amazon.CloudWatchLogs.Model;

public class ResultField
{
    public string Field { get; set; }

    public string Value { get; set; }
}
