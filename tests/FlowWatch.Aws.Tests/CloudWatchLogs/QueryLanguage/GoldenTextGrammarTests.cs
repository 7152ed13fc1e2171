using FlowWatch.AwsSimulator.Logs.Execution;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.QueryLanguage;

/// <summary>Every expected text is a query by the documented grammar, as the simulator reads it.</summary>
public class GoldenTextGrammarTests
{
    public static TheoryData<string> Files => [.. GoldenFile.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Compile_GoldenText_IsAQuery(string name)
    {
        // Behind the texts, each after an empty line, stands the residue, which is none.
        // A line with # before a text names it.
        var texts = GoldenFile.Read(name).TrimEnd().Split("\n\n").Select(part => part.StartsWith('#') ? part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..] : part).Where(part => part.StartsWith("parse ", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.NotNull(QueryCompiler.Compile(text, new QueryDialect())));
    }

    [Fact]
    public void Compile_BrokenText_IsRefused() =>
        Assert.Throws<MalformedQueryException>(() => QueryCompiler.Compile(GoldenFile.Read("whole").Split("\n\n")[0].Replace("stats ", "stats by ", StringComparison.Ordinal), new QueryDialect()));
}
