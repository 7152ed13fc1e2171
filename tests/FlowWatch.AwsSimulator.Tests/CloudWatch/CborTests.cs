using System.Formats.Cbor;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using FlowWatch.AwsSimulator.CloudWatch;
using FlowWatch.AwsSimulator.Signing;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Tests.CloudWatch;

/// <summary>The protocol that newer SDK clients speak, written by hand: their package is not on every feed.</summary>
public class CborTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task GetMetricData_InCbor_IsAnsweredInCbor()
    {
        await using var aws = await SimulatedAws.StartAsync();
        aws.CloudWatch.In(SimulatedAws.DefaultAccount, "eu-west-1")
            .Add("AWS/Logs", "IncomingBytes", new Dictionary<string, string> { ["LogGroupName"] = "/vpc/flow" }, Start.AddMinutes(1), 42.5);

        using var answer = await AskAsync(aws, Request("bytes"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("rpc-v2-cbor", Assert.Single(answer.Headers.GetValues("smithy-protocol")));
        var members = CborForm.Read(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("bytes", members["MetricDataResults.member.1.Id"]);
        Assert.Equal("42.5", members["MetricDataResults.member.1.Values.member.1"]);
        Assert.Equal(Start.ToString("O", CultureInfo.InvariantCulture), members["MetricDataResults.member.1.Timestamps.member.1"]);
        Assert.Equal("Complete", members["MetricDataResults.member.1.StatusCode"]);
        Assert.Equal("GetMetricData", Assert.Single(aws.Requests).Action);
    }

    [Fact]
    public async Task GetMetricData_WrongInCbor_IsAnErrorInCborWithTheOldCodeBesideIt()
    {
        await using var aws = await SimulatedAws.StartAsync();

        using var answer = await AskAsync(aws, Request("Bytes"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("ValidationError;Sender", Assert.Single(answer.Headers.GetValues("x-amzn-query-error")));
        Assert.Equal("com.amazonaws.cloudwatch#ValidationError", CborForm.Read(await answer.Content.ReadAsByteArrayAsync())["__type"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("FF")]
    [InlineData("A1")]
    [InlineData("A10102")]
    public async Task GetMetricData_NoCbor_IsASerializationError(string hex)
    {
        await using var aws = await SimulatedAws.StartAsync();

        using var answer = await AskAsync(aws, Convert.FromHexString(hex));

        Assert.Equal("SerializationException;Sender", Assert.Single(answer.Headers.GetValues("x-amzn-query-error")));
    }

    private static byte[] Request(string id)
    {
        var writer = new CborWriter();
        writer.WriteStartMap(null);
        Time(writer, "StartTime", Start);
        Time(writer, "EndTime", Start.AddMinutes(15));
        writer.WriteTextString("MetricDataQueries");
        writer.WriteStartArray(1);
        writer.WriteStartMap(2);
        Text(writer, "Id", id);
        writer.WriteTextString("MetricStat");
        writer.WriteStartMap(3);
        writer.WriteTextString("Metric");
        writer.WriteStartMap(3);
        Text(writer, "Namespace", "AWS/Logs");
        Text(writer, "MetricName", "IncomingBytes");
        writer.WriteTextString("Dimensions");
        writer.WriteStartArray(1);
        writer.WriteStartMap(2);
        Text(writer, "Name", "LogGroupName");
        Text(writer, "Value", "/vpc/flow");
        writer.WriteEndMap();
        writer.WriteEndArray();
        writer.WriteEndMap();
        writer.WriteTextString("Period");
        writer.WriteInt32(300);
        Text(writer, "Stat", "Sum");
        writer.WriteEndMap();
        writer.WriteEndMap();
        writer.WriteEndArray();
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void Text(CborWriter writer, string name, string value)
    {
        writer.WriteTextString(name);
        writer.WriteTextString(value);
    }

    private static void Time(CborWriter writer, string name, DateTimeOffset time)
    {
        writer.WriteTextString(name);
        writer.WriteTag(CborTag.UnixTimeSeconds);
        writer.WriteInt64(time.ToUnixTimeSeconds());
    }

    private static async Task<HttpResponseMessage> AskAsync(SimulatedAws aws, byte[] body)
    {
        const string path = "/service/GraniteServiceVersion20100801/operation/GetMetricData";
        var now = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var signed = new Dictionary<string, string> { ["host"] = aws.Endpoint.Authority, ["smithy-protocol"] = "rpc-v2-cbor", ["x-amz-date"] = now };
        var scope = new SignatureScope(aws.Administrator.AccessKeyId, now[..8], "eu-west-1", "monitoring", [.. signed.Keys], "");
        var signature = new SignatureCalculator(scope, now, aws.Administrator.SecretAccessKey)
            .OfRequest(new WireRequest("POST", path, "", signed, body), SignatureCalculator.Hash(body), pathAsSent: false);

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(aws.Endpoint, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cbor");
        request.Headers.Add("smithy-protocol", "rpc-v2-cbor");
        request.Headers.Add("x-amz-date", now);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={scope.AccessKeyId}/{scope.Text}, SignedHeaders={string.Join(';', scope.SignedHeaders)}, Signature={signature}");
        return await http.SendAsync(request);
    }
}
