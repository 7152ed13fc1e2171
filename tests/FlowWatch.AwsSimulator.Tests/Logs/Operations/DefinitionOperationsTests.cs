using Amazon.CloudWatchLogs.Model;

namespace FlowWatch.AwsSimulator.Tests.Logs.Operations;

public class DefinitionOperationsTests
{
    [Fact]
    public async Task PutQueryDefinition_New_IsDescribed()
    {
        await using var server = await LogsServer.StartAsync();

        var id = (await server.Client.PutQueryDefinitionAsync(new PutQueryDefinitionRequest
        {
            Name = "FlowWatch/top-talkers", QueryString = "stats count(*)", LogGroupNames = [LogsServer.LogGroup],
        })).QueryDefinitionId;
        _ = await server.Client.PutQueryDefinitionAsync(new PutQueryDefinitionRequest { Name = "Other", QueryString = "limit 1" });
        var found = await server.Client.DescribeQueryDefinitionsAsync(new DescribeQueryDefinitionsRequest { QueryDefinitionNamePrefix = "FlowWatch/" });

        var definition = Assert.Single(found.QueryDefinitions);
        Assert.Equal((id, "FlowWatch/top-talkers", "stats count(*)"), (definition.QueryDefinitionId, definition.Name, definition.QueryString));
        Assert.Equal([LogsServer.LogGroup], definition.LogGroupNames);
    }

    [Fact]
    public async Task PutQueryDefinition_WithId_ReplacesIt()
    {
        await using var server = await LogsServer.StartAsync();
        var id = (await server.Client.PutQueryDefinitionAsync(new PutQueryDefinitionRequest { Name = "a", QueryString = "limit 1" })).QueryDefinitionId;

        _ = await server.Client.PutQueryDefinitionAsync(new PutQueryDefinitionRequest { QueryDefinitionId = id, Name = "b", QueryString = "limit 2" });

        var definition = Assert.Single((await server.Client.DescribeQueryDefinitionsAsync(new DescribeQueryDefinitionsRequest())).QueryDefinitions);
        Assert.Equal((id, "b", "limit 2"), (definition.QueryDefinitionId, definition.Name, definition.QueryString));
        _ = await Assert.ThrowsAsync<ResourceNotFoundException>(() => server.Client.PutQueryDefinitionAsync(
            new PutQueryDefinitionRequest { QueryDefinitionId = "nosuch", Name = "b", QueryString = "limit 2" }));
    }

    [Fact]
    public async Task DescribeQueryDefinitions_Many_ComeInPages()
    {
        await using var server = await LogsServer.StartAsync();
        foreach (var name in new[] { "c", "a", "b" }) _ = await server.Client.PutQueryDefinitionAsync(new PutQueryDefinitionRequest { Name = name, QueryString = "limit 1" });

        var first = await server.Client.DescribeQueryDefinitionsAsync(new DescribeQueryDefinitionsRequest { MaxResults = 2 });
        var second = await server.Client.DescribeQueryDefinitionsAsync(new DescribeQueryDefinitionsRequest { MaxResults = 2, NextToken = first.NextToken });

        Assert.Equal(["a", "b"], first.QueryDefinitions.Select(definition => definition.Name));
        Assert.Equal(["c"], second.QueryDefinitions.Select(definition => definition.Name));
        Assert.Null(second.NextToken);
    }
}
