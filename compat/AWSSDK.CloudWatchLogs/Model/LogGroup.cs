namespace Amazon.CloudWatchLogs.Model;

public class LogGroup
{
    public string Arn { get; set; }

    public DateTime? CreationTime { get; set; }

    public string KmsKeyId { get; set; }

    public string LogGroupArn { get; set; }

    public LogGroupClass LogGroupClass { get; set; }

    public string LogGroupName { get; set; }

    public int? MetricFilterCount { get; set; }

    public int? RetentionInDays { get; set; }

    public long? StoredBytes { get; set; }
}
