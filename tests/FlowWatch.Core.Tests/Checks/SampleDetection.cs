using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Tests.Findings;

namespace FlowWatch.Core.Tests.Checks;

/// <summary>A detection that finds what it is told to.</summary>
internal sealed class SampleDetection(string id, Func<DetectionInput, IEnumerable<Finding>> judge) : IDetection
{
    public DetectionMetadata Metadata { get; init; } = DetectionCatalog.Default.All[2].Metadata with { Id = id };

    public IReadOnlyList<string> RequiredFields { get; init; } = ["srcaddr"];

    public IReadOnlyList<string> HelpfulFields { get; init; } = ["tcp-flags"];

    public Func<IReadOnlyList<SourceQuestion>> Asks { get; init; } = () => [SourceQuestion.EachRow(FlowQuery.Over("candidates", ConnectionQueries.ServiceTotals).By("source"))];

    public static SampleDetection Finding(string id, params (string Source, Severity Severity, int Minute)[] findings) => new(id, _ => findings.Select(one =>
        FindingSample.Of(one.Source, id) with
        {
            Severity = one.Severity,
            Window = new TimeWindow(FindingSample.Noon.AddMinutes(one.Minute), FindingSample.Noon.AddMinutes(one.Minute + 1)),
        }));

    public IReadOnlyList<SourceQuestion> Questions(DetectionOptions options) => Asks();

    public IEnumerable<Finding> Judge(DetectionInput input) => judge(input);
}
