using System.Globalization;
using System.Text.Json.Nodes;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Logs.Operations;

/// <summary>PutQueryDefinition and DescribeQueryDefinitions.</summary>
internal sealed class DefinitionOperations
{
    private const int LongestName = 255;
    private const int LongestId = 256;
    private const int LongestText = 10_000;
    private const int MostLogGroups = 50;
    private const int LargestPage = 1000;
    private int made;

    /// <summary>Saves a query, which need not be a good one.</summary>
    public SimulatedResponse Put(SimulatedRequest request, SimulatedLogsRegion region)
    {
        request.Demand("logs:PutQueryDefinition", "*");
        var parameters = new LogsParameters(request.Json);
        var name = parameters.RequiredText("name", LongestName);
        var text = parameters.RequiredText("queryString", LongestText);
        var logGroups = parameters.Texts("logGroupNames", MostLogGroups) ?? [];
        var id = parameters.Text("queryDefinitionId", LongestId);
        if (id is not null && !region.Definitions.ContainsKey(id)) throw LogsErrors.NotFound("The specified query definition does not exist.");
        id ??= "20000000-0000-4000-8000-" + Interlocked.Increment(ref made).ToString("x12", CultureInfo.InvariantCulture);
        region.Definitions[id] = new(id, name, text, logGroups, request.ReceivedAt);
        return SimulatedResponse.Json(new JsonObject { ["queryDefinitionId"] = id });
    }

    /// <summary>The saved queries, by name.</summary>
    public static SimulatedResponse Describe(SimulatedRequest request, SimulatedLogsRegion region)
    {
        request.Demand("logs:DescribeQueryDefinitions", "*");
        var parameters = new LogsParameters(request.Json);
        var prefix = parameters.Text("queryDefinitionNamePrefix", LongestName);
        var most = (int)(parameters.Number("maxResults", 1, LargestPage) ?? LargestPage);
        var first = (int)PageToken.Read(parameters.Text("nextToken", LongestId), 1)[0];
        var found = region.QueryDefinitions.Where(definition => prefix is null || definition.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Skip(first).Take(most + 1).ToList();
        var page = new JsonObject
        {
            ["queryDefinitions"] = new JsonArray([.. found.Take(most).Select(definition => new JsonObject
            {
                ["queryDefinitionId"] = definition.Id,
                ["name"] = definition.Name,
                ["queryString"] = definition.Text,
                ["lastModified"] = definition.LastModified.ToUnixTimeMilliseconds(),
                ["logGroupNames"] = new JsonArray([.. definition.LogGroups.Select(group => JsonValue.Create(group))]),
                ["queryLanguage"] = "CWLI",
            })]),
        };
        if (found.Count > most) page["nextToken"] = PageToken.Of(first + most);
        return SimulatedResponse.Json(page);
    }
}
