using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Tests.Connections;

namespace FlowWatch.Core.Tests.Detections;

/// <summary>Given what was fetched, when a detection judges, then findings.</summary>
internal sealed class DetectionFixture(IDetection detection)
{
    private readonly List<Conversation> conversations = [];
    private readonly List<FlowRow> sent = [];
    private DetectionOptions options = new();
    private IReadOnlySet<string> fields = FlowLogFormat.Default.Fields.Select(field => field.Name).ToHashSet();
    private RelayedServices relayed = Traffic.NoRelays;

    public static DetectionFixture Of(string id) => new(DetectionCatalog.Default.Find(id)!);

    public DetectionFixture Given(params IEnumerable<Conversation> some)
    {
        conversations.AddRange(some);
        return this;
    }

    public DetectionFixture GivenSent(params IEnumerable<FlowRow> rows)
    {
        sent.AddRange(rows);
        return this;
    }

    public DetectionFixture GivenRelays(RelayedServices relays)
    {
        relayed = relays;
        return this;
    }

    public DetectionFixture With(Func<DetectionOptions, DetectionOptions> change)
    {
        options = change(options);
        return this;
    }

    public DetectionFixture WithFields(params IEnumerable<string> names)
    {
        fields = names.ToHashSet();
        return this;
    }

    public IReadOnlyList<Finding> WhenJudged()
    {
        var senders = sent.SelectMany(row => new[] { row.Text("a")!, row.Text("b")! }).Distinct().ToList();
        return
        [
            .. detection.Judge(new DetectionInput
            {
                Options = options,
                AvailableFields = fields,
                Sources = SourceActivity.Gather(conversations, relayed),
                Senders = SentBytes.Gather(sent, senders, relayed),
            }),
        ];
    }

    public void ThenNothing() => Assert.Empty(WhenJudged());

    public Finding ThenOne(Severity severity)
    {
        var finding = Assert.Single(WhenJudged());
        Assert.Equal(severity, finding.Severity);
        return finding;
    }

    public Finding ThenOne() => Assert.Single(WhenJudged());
}
