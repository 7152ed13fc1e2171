using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>The saved queries of the account and region that a client is for.</summary>
/// <param name="client">The client; whoever made it disposes of it.</param>
internal sealed class QueryDefinitions(IAmazonCloudWatchLogs client) : IQueryDefinitions
{
    /// <summary>The most that AWS gives in one page (API reference, DescribeQueryDefinitions).</summary>
    private const int PageSize = 1000;

    private const string DescribeAction = "logs:DescribeQueryDefinitions";

    public Task<Fact<IReadOnlyList<SavedQuery>>> ListAsync(string prefix, CancellationToken cancellationToken) => FactLookup.AskAsync(
        DescribeAction,
        $"{prefix}*",
        async () =>
        {
            var found = new List<SavedQuery>();
            string? token = null;
            while (true)
            {
                var request = new DescribeQueryDefinitionsRequest { QueryDefinitionNamePrefix = prefix, MaxResults = PageSize, NextToken = token };
                var response = await client.DescribeQueryDefinitionsAsync(request, cancellationToken).ConfigureAwait(false);
                found.AddRange((response.QueryDefinitions ?? []).Select(Read));
                if (string.IsNullOrEmpty(response.NextToken)) return Facts.Known<IReadOnlyList<SavedQuery>>(found);
                if (response.NextToken == token) return new FactFailure(FactFailureKind.Unexpected, DescribeAction, $"{prefix}*", "AWS names the same page as the next one again and again");
                token = response.NextToken;
            }
        },
        cancellationToken);

    public Task<Fact<SavedQuery>> SaveAsync(SavedQuery query, CancellationToken cancellationToken) => FactLookup.AskAsync<SavedQuery>(
        "logs:PutQueryDefinition",
        query.Name,
        async () =>
        {
            var request = new PutQueryDefinitionRequest { QueryDefinitionId = query.Id, Name = query.Name, QueryString = query.Text, LogGroupNames = [.. query.LogGroups] };
            return query with { Id = (await client.PutQueryDefinitionAsync(request, cancellationToken).ConfigureAwait(false)).QueryDefinitionId ?? query.Id };
        },
        cancellationToken);

    private static SavedQuery Read(QueryDefinition one) => new(one.Name ?? "", one.QueryString ?? "", one.LogGroupNames ?? []) { Id = one.QueryDefinitionId };
}
