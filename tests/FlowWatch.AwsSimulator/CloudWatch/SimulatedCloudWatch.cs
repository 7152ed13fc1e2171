using System.Collections.Concurrent;
using System.Formats.Cbor;
using System.Globalization;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>Amazon CloudWatch: GetMetricData over samples that tests add, without metric math.</summary>
public sealed class SimulatedCloudWatch : ISimulatedService
{
    private const int DefaultPage = 100_800;
    private static readonly CloudWatchProtocol Wire = new();
    private readonly ConcurrentDictionary<(string Account, string Region), SimulatedMetrics> metrics = new();

    internal SimulatedCloudWatch()
    {
    }

    string ISimulatedService.SigningName => "monitoring";

    string ISimulatedService.PermissionPrefix => "cloudwatch";

    IWireProtocol ISimulatedService.Protocol => Wire;

    /// <summary>The most values in one page, also where more are asked for; 100,800 by default.</summary>
    public int LargestPage { get; set; } = DefaultPage;

    /// <summary>The metrics of an account in a region.</summary>
    public SimulatedMetrics In(string account, string region) => metrics.GetOrAdd((account, region), _ => new SimulatedMetrics());

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        if (request.Action != "GetMetricData")
        {
            throw request.Failure(CommonFailure.UnknownAction, $"Could not find operation {request.Action} for version 2010-08-01");
        }

        // GetMetricData knows no resources: permission is for all metrics or for none.
        request.Demand("cloudwatch:GetMetricData", "*");
        var isCbor = CloudWatchProtocol.IsCbor(request.Wire);
        var form = isCbor ? ReadCbor(request) : request.Form;
        var (results, next) = Read(form).Answer(In(request.Account, request.Region));
        var answer = new MetricDataAnswer(results, next?.ToString(CultureInfo.InvariantCulture));
        return Task.FromResult(isCbor ? answer.ToCbor() : Wire.Query.Answer(request, answer.ToXml()));
    }

    private static FormParameters ReadCbor(SimulatedRequest request)
    {
        try
        {
            return CborForm.Read(request.Wire.Body);
        }
        catch (CborContentException)
        {
            throw new SimulatedServiceException("SerializationException", "The body is not the CBOR map of a request.");
        }
    }

    private static MetricQuery ReadQuery(FormParameters query)
    {
        var id = query["Id"] ?? "";
        if (query["Expression"] is not null) throw Invalid($"Query {id}: metric math is not simulated.");
        var name = query["MetricStat.Metric.MetricName"] ?? throw Invalid($"Query {id} has no MetricStat.");
        var dimensions = query.Under("MetricStat.Metric").Structures("Dimensions")
            .Select(dimension => KeyValuePair.Create(dimension["Name"] ?? "", dimension["Value"] ?? ""));
        return new MetricQuery(
            id,
            query["Label"] ?? name,
            new SimulatedMetric(query["MetricStat.Metric.Namespace"] ?? "", name, dimensions),
            TimeSpan.FromSeconds(Integer(query["MetricStat.Period"], 0)),
            query["MetricStat.Stat"] ?? "");
    }

    private static DateTimeOffset Time(string? text, string name) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Invalid($"The parameter {name} is required.");

    private static int Integer(string? text, int otherwise) =>
        text is null ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static SimulatedServiceException Invalid(string message) => new("ValidationError", message);

    private GetMetricDataOperation Read(FormParameters form)
    {
        var skipped = 0;
        if (form["NextToken"] is { } token && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out skipped))
        {
            throw new SimulatedServiceException("InvalidNextToken", "The value for parameter NextToken is invalid.");
        }

        return new GetMetricDataOperation
        {
            Start = Time(form["StartTime"], "StartTime"),
            End = Time(form["EndTime"], "EndTime"),
            Queries = [.. form.Structures("MetricDataQueries").Select(ReadQuery)],
            NewestFirst = form["ScanBy"] != "TimestampAscending",
            PageSize = Math.Min(Integer(form["MaxDatapoints"], DefaultPage), LargestPage),
            Skipped = skipped,
        };
    }
}
