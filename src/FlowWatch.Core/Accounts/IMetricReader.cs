namespace FlowWatch.Core.Accounts;

/// <summary>Reads CloudWatch metrics of one account and region.</summary>
public interface IMetricReader
{
    /// <summary>One series. A metric that does not exist has no points: AWS tells no difference. Needs cloudwatch:GetMetricData.</summary>
    /// <param name="query">Which metric, and when.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<MetricSeries>> ReadAsync(MetricQuery query, CancellationToken cancellationToken);
}
