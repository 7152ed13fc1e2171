using Amazon.CloudWatch.Model;

namespace FlowWatch.Aws.Access;

/// <summary>Actions of CloudWatch metrics.</summary>
internal static class CloudWatchTrials
{
    public static IEnumerable<KeyValuePair<string, AccessTrial>> All =>
    [
        new("cloudwatch:GetMetricData", AccessTrial.Ask((place, token) => place.Clients.CloudWatch(place.Target).GetMetricDataAsync(Request(place), token))),
    ];

    // One series over one period: what the log group took in.
    private static GetMetricDataRequest Request(TrialPlace place)
    {
        var now = place.Time.GetUtcNow().UtcDateTime;
        return new()
        {
            StartTime = now.AddMinutes(-5),
            EndTime = now,
            MetricDataQueries =
            [
                new()
                {
                    Id = "incoming",
                    MetricStat = new()
                    {
                        Metric = new() { Namespace = "AWS/Logs", MetricName = "IncomingLogEvents", Dimensions = [new() { Name = "LogGroupName", Value = place.Target.LogGroup }] },
                        Period = 300,
                        Stat = "Sum",
                    },
                },
            ],
        };
    }
}
