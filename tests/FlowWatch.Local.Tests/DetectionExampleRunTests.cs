using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Local.Tests;

public class DetectionExampleRunTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var detection in DetectionCatalog.Default.All)
            {
                foreach (var example in DetectionMetadataReader.Examples(detection)) data.Add(detection.Metadata.Id, example.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task RunAsync_ExampleOfTheCatalog_Holds(string detection, string example)
    {
        var rule = DetectionCatalog.Default.Find(detection)!;

        Assert.Null(await DetectionExampleRun.RunAsync(rule, DetectionMetadataReader.Examples(rule).Single(one => one.Name == example), CancellationToken.None));
    }

    [Fact]
    public async Task RunAsync_ExampleThatDoesNotHold_SaysWhy()
    {
        var rule = DetectionCatalog.Default.Find("PORT_SCAN")!;
        var match = DetectionMetadataReader.Examples(rule).First(example => example.Finds is not null);

        Task<string?> RunAsync(DetectionExample example) => DetectionExampleRun.RunAsync(rule, example, CancellationToken.None);

        Assert.StartsWith("found something: ", await RunAsync(match with { Finds = null }), StringComparison.Ordinal);
        Assert.Equal($"blamed {match.Finds} instead of 192.0.2.1", await RunAsync(match with { Finds = "192.0.2.1" }));
        Assert.StartsWith("severity ", await RunAsync(match with { Severity = Severity.Informational }), StringComparison.Ordinal);
        Assert.StartsWith("expected one finding, got 0", await RunAsync(match with { Traffic = [new(LogLines.Good)] }), StringComparison.Ordinal);
        Assert.StartsWith("not all of it could be read", await RunAsync(match with { Traffic = [new(LogLines.Good), new("bad")] }), StringComparison.Ordinal);
    }
}
