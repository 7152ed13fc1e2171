namespace Amazon.CloudWatchLogs.Model;

public class QueryStatistics
{
    public double? BytesScanned { get; set; }

    public double? EstimatedBytesSkipped { get; set; }

    public double? EstimatedRecordsSkipped { get; set; }

    public double? LogGroupsScanned { get; set; }

    public double? RecordsMatched { get; set; }

    public double? RecordsScanned { get; set; }
}
