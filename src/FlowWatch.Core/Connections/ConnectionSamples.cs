using System.Globalization;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Connections;

/// <summary>Fetches a few connections to show with a finding.</summary>
public static class ConnectionSamples
{
    private static readonly string[] Endpoints = ["source", "client-port", "target", "port", FlowLogFieldNames.Protocol];

    private static readonly FlowMeasure[] Totals =
    [
        FlowMeasure.Minimum("opened", Field("opened")),
        FlowMeasure.Maximum("closed", Field("closed")),
        FlowMeasure.Maximum("out-bytes", Field("out-bytes")),
        FlowMeasure.Maximum("back-bytes", Field("back-bytes")),
        FlowMeasure.Maximum("out-packets", Field("out-packets")),
        FlowMeasure.Maximum("back-packets", Field("back-packets")),
        FlowMeasure.Maximum("outcome", Field("outcome")),
        FlowMeasure.Maximum("records", Field("records")),
    ];

    /// <summary>The first connections of a finding's source to its port (or any), out of those already fetched.</summary>
    public static FlowQuery OfSource(FlowQuery connections, Finding finding, int count)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var query = FlowQuery.Over("samples", connections)
            .Derive("outcome", ConnectionQueries.Outcome)
            .Where(Field("source").Is(finding.Source) & (Field("out-packets") > 0) & (Field("opened") >= finding.Window.From.ToUnixTimeSeconds()));
        if (finding.Port is { } port) query = query.Where(Field("port").Is(port));
        return query.By(Endpoints).Measure(Totals).OrderBy("opened").OrderBy("target").OrderBy("port").OrderBy("client-port").Take(count);
    }

    /// <summary>The largest connections in which an address sent bytes.</summary>
    public static FlowQuery OfSender(FlowQuery sides, string sender, int count) =>
        FlowQuery.Over("samples", sides)
            .Where(Field("a").Is(sender) | Field("b").Is(sender))
            .Derive(ConnectionQueries.Orient)
            .Derive("outcome", ConnectionQueries.Outcome)
            .Derive("opened", Field("first"))
            .Derive("closed", Field("last"))
            .By("interface")
            .By(Endpoints)
            .Measure(
                FlowMeasure.Minimum("opened", Field("opened")),
                FlowMeasure.Maximum("closed", Field("closed")),
                FlowMeasure.Sum("out-bytes", Field("out-bytes")),
                FlowMeasure.Sum("back-bytes", Field("back-bytes")),
                FlowMeasure.Sum("out-packets", Field("out-packets")),
                FlowMeasure.Sum("back-packets", Field("back-packets")),
                FlowMeasure.Maximum("outcome", Field("outcome")),
                FlowMeasure.Sum("records", Field("records")),
                FlowMeasure.Sum("size", If(Field("source").Is(sender), Field("out-bytes"), Field("back-bytes"))))
            .OrderByDescending("size").OrderBy("target").OrderBy("port").OrderBy("client-port").OrderBy("interface").Take(count);

    /// <summary>Reads a row.</summary>
    public static ConnectionSample FromRow(FlowRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new ConnectionSample(
            row.Text("source")!,
            (int)row.NumberOrZero("client-port"),
            row.Text("target")!,
            (int)row.NumberOrZero("port"),
            (int)row.NumberOrZero(FlowLogFieldNames.Protocol),
            ConversationEvidence.Instant(row.NumberOrZero("opened")),
            ConversationEvidence.Instant(row.NumberOrZero("closed")),
            row.NumberOrZero("out-bytes"),
            row.NumberOrZero("back-bytes"),
            row.NumberOrZero("out-packets"),
            row.NumberOrZero("back-packets"),
            ((ConnectionOutcome)row.NumberOrZero("outcome")).ToString().ToLower(CultureInfo.InvariantCulture),
            row.NumberOrZero("records"));
    }
}
