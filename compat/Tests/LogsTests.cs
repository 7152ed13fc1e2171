using System.Net;
using System.Text.Json;
using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;

namespace FlowWatch.Compat.Tests;

public class LogsTests
{
    private static readonly StartQueryRequest AnyQuery = new() { LogGroupName = "/vpc/flow", StartTime = 1, EndTime = 2, QueryString = "fields @message" };

    [Fact]
    public async Task StartQuery_Request_IsSignedJsonWithoutWhatIsAbsent()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Json("""{"queryId":"q-1"}"""));
        using var client = Client(server);

        var response = await client.StartQueryAsync(new StartQueryRequest
        {
            LogGroupNames = ["/vpc/flow", "/vpc/öther"],
            StartTime = 1_700_000_000,
            EndTime = 1_700_000_599,
            QueryString = "filter srcAddr like \"10.\" | stats count(*)",
        });

        Assert.Equal("q-1", response.QueryId);
        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
        Assert.Equal("Logs_20140328.StartQuery", server.Request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", server.Request.Headers["Content-Type"]);
        Assert.Matches("^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/[0-9]{8}/eu-west-1/logs/aws4_request, SignedHeaders=.*x-amz-target, Signature=[0-9a-f]{64}$", server.Request.Headers["Authorization"]);
        Assert.Equal(["endTime", "logGroupNames", "queryString", "startTime"], server.Request.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1_700_000_000, server.Request.Json.GetProperty("startTime").GetInt64());
        Assert.Equal(["/vpc/flow", "/vpc/öther"], server.Request.Json.GetProperty("logGroupNames").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task GetQueryResults_Rows_AreListsOfFields()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Json(
            """{"results":[[{"field":"srcAddr","value":"10.0.0.1"},{"field":"n","value":"3"}],[]],"statistics":{"bytesScanned":1.5e9,"recordsMatched":2.0},"status":"Complete","unknown":{"x":[1]}}"""));
        using var client = Client(server);

        var response = await client.GetQueryResultsAsync(new GetQueryResultsRequest { QueryId = "q-1" });

        Assert.Same(QueryStatus.Complete, response.Status);
        Assert.Equal(["srcAddr=10.0.0.1", "n=3"], response.Results[0].Select(field => $"{field.Field}={field.Value}"));
        Assert.Empty(response.Results[1]);
        Assert.Equal(1.5e9, response.Statistics.BytesScanned);
        Assert.Equal(2, response.Statistics.RecordsMatched);
        Assert.Null(response.Statistics.RecordsScanned);
    }

    [Fact]
    public async Task GetQueryResults_AbsentMembers_AreNull()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Json("""{"status":"Dreaming"}"""), ScriptedAnswer.Json("""{"results":[],"status":null}"""));
        using var client = Client(server);

        var absent = await client.GetQueryResultsAsync(new GetQueryResultsRequest { QueryId = "q-1" });
        var empty = await client.GetQueryResultsAsync(new GetQueryResultsRequest { QueryId = "q-1" });

        Assert.Null(absent.Results);
        Assert.Null(absent.Statistics);
        Assert.Equal("Dreaming", absent.Status.Value);
        Assert.Empty(empty.Results);
        Assert.Null(empty.Status);
    }

    [Fact]
    public async Task DescribeLogGroups_Times_AreUtc()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Json(
            """{"logGroups":[{"logGroupName":"/vpc/flow","creationTime":1700000000123,"retentionInDays":30,"storedBytes":5000000000,"logGroupClass":"INFREQUENT_ACCESS"},{"logGroupName":"/x"}],"nextToken":"more"}"""));
        using var client = Client(server);

        var response = await client.DescribeLogGroupsAsync(new DescribeLogGroupsRequest { LogGroupNamePrefix = "/", Limit = 50, IncludeLinkedAccounts = false });

        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, 123, DateTimeKind.Utc), response.LogGroups[0].CreationTime);
        Assert.Equal(DateTimeKind.Utc, response.LogGroups[0].CreationTime!.Value.Kind);
        Assert.Equal(5_000_000_000, response.LogGroups[0].StoredBytes);
        Assert.Same(LogGroupClass.INFREQUENT_ACCESS, response.LogGroups[0].LogGroupClass);
        Assert.Null(response.LogGroups[1].CreationTime);
        Assert.Null(response.LogGroups[1].RetentionInDays);
        Assert.Equal("more", response.NextToken);
        Assert.Equal(JsonValueKind.False, server.Request.Json.GetProperty("includeLinkedAccounts").ValueKind);
    }

    [Fact]
    public async Task StartQuery_MalformedQuery_SaysWhere()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Json(
            """{"__type":"MalformedQueryException","message":"unexpected symbol","queryCompileError":{"message":"unexpected symbol","location":{"startCharOffset":7,"endCharOffset":9}}}""", 400));
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<MalformedQueryException>(() => client.StartQueryAsync(AnyQuery));

        Assert.Equal("unexpected symbol", error.Message);
        Assert.Equal("MalformedQueryException", error.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Equal("request-1", error.RequestId);
        Assert.Equal((7, 9), (error.QueryCompileError.Location.StartCharOffset, error.QueryCompileError.Location.EndCharOffset));
    }

    [Fact]
    public async Task StartQuery_DeclaredErrors_HaveTheirTypes()
    {
        await using var server = await ScriptedServer.StartAsync(
            ScriptedAnswer.JsonError("ResourceNotFoundException", "no such group"),
            ScriptedAnswer.JsonError("LimitExceededException", "too many"),
            ScriptedAnswer.JsonError("InvalidParameterException", "wrong"),
            ScriptedAnswer.JsonError("ServiceUnavailableException", "down", 503));
        using var client = Client(server);

        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.StartQueryAsync(AnyQuery));
        await Assert.ThrowsAsync<LimitExceededException>(() => client.StartQueryAsync(AnyQuery));
        await Assert.ThrowsAsync<InvalidParameterException>(() => client.StartQueryAsync(AnyQuery));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => client.StartQueryAsync(AnyQuery));
    }

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("ThrottlingException")]
    [InlineData("UnrecognizedClientException")]
    public async Task StartQuery_UndeclaredErrors_AreTheBaseExceptionWithTheCode(string code)
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.JsonError(code, "no"));
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<AmazonCloudWatchLogsException>(() => client.StartQueryAsync(AnyQuery));

        Assert.Equal((code, "no"), (error.ErrorCode, error.Message));
    }

    [Fact]
    public async Task StartQuery_PageThatIsNoJson_IsAnError()
    {
        await using var server = await ScriptedServer.StartAsync(new ScriptedAnswer(403, "text/html", "<html>blocked by a proxy</html>"), new ScriptedAnswer(200, "text/html", "<html>"));
        using var client = Client(server);

        var refused = await Assert.ThrowsAsync<AmazonCloudWatchLogsException>(() => client.StartQueryAsync(AnyQuery));
        var garbled = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.StartQueryAsync(AnyQuery));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("request-1", garbled.RequestId);
    }

    [Fact]
    public async Task StopQuery_Throttled_IsTriedAgain()
    {
        await using var server = await ScriptedServer.StartAsync(
            ScriptedAnswer.JsonError("ThrottlingException", "slow down"), ScriptedAnswer.JsonError("ServiceUnavailableException", "down", 503), ScriptedAnswer.Json("""{"success":true}"""));
        using var client = new AmazonCloudWatchLogsClient(ScriptedServer.Keys, server.Configured(new AmazonCloudWatchLogsConfig(), retries: 2));

        var response = await client.StopQueryAsync(new StopQueryRequest { QueryId = "q-1" });

        Assert.True(response.Success);
        Assert.Equal(3, server.Requests.Count);
    }

    private static AmazonCloudWatchLogsClient Client(ScriptedServer server) => new(ScriptedServer.Keys, server.Configured(new AmazonCloudWatchLogsConfig()));
}
