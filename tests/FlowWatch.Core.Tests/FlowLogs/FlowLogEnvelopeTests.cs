using CsCheck;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Tests.FlowLogs;

public class FlowLogEnvelopeTests
{
    [Theory]
    [InlineData("""{"message":"2 a b"}""", "2 a b")]
    [InlineData("""{"@timestamp":"2026-01-02 03:04:05.000","@message":"2 a b"}""", "2 a b")]
    [InlineData("\uFEFF \t{\"message\":\"2\\ta\\u0020b\"}\r\n", "2\ta b")]
    [InlineData("""{"message":"1"}{"message":"2"} {"message":"3"}""", "1|2|3")]
    [InlineData("""{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g","logStream":"s","subscriptionFilters":["f"],"logEvents":[{"id":"7","timestamp":1,"message":"1"},{"id":"8","timestamp":2,"message":"2"}]}""", "1|2")]
    [InlineData("""{"messageType":"DATA_MESSAGE","logEvents":[{"message":"1"}]}{"messageType":"DATA_MESSAGE","logEvents":[{"message":"2"}]}""", "1|2")]
    [InlineData("""{"messageType":"CONTROL_MESSAGE","logEvents":[{"message":"CWL CONTROL MESSAGE: Checking health of destination"}]}""", "")]
    [InlineData("""{"logEvents":[]}""", "")]
    [InlineData("""
        {
          "events": [
            { "logStreamName": "eni-0a-all", "timestamp": 1, "message": "1", "ingestionTime": 2, "eventId": "3" },
            { "logStreamName": "eni-0a-all", "timestamp": 1, "message": "2", "ingestionTime": 2, "eventId": "4" }
          ],
          "searchedLogStreams": []
        }
        """, "1|2")]
    public void TryUnwrap_Envelope_GivesItsLines(string text, string lines)
    {
        Assert.True(FlowLogEnvelope.TryUnwrap(text, out var found));
        Assert.Equal(lines, string.Join('|', found));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("2 123456789012 eni-0a - - - - - - - 1 2 - NODATA")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[{\"message\":\"1\"}]")]
    [InlineData("{\"message\":1}")]
    [InlineData("{\"message\":null}")]
    [InlineData("{\"message\":\"1\"")]
    [InlineData("{\"message\":\"1\"} trailing")]
    [InlineData("{\"message\":\"1\"} 5")]
    [InlineData("{\"message\":\"1\"}{\"messa")]
    [InlineData("{\"message\":\"\\ud800\"}")]
    [InlineData("{\"logEvents\":{}}")]
    [InlineData("{\"logEvents\":[\"1\"]}")]
    [InlineData("{\"events\":[{\"message\":\"1\"},{}]}")]
    [InlineData("{\"srcaddr\":\"10.0.0.1\",\"bytes\":5}")]
    public void TryUnwrap_AnythingElse_IsFalseWithoutLines(string? text)
    {
        Assert.False(FlowLogEnvelope.TryUnwrap(text!, out var lines));
        Assert.Empty(lines);
    }

    [Fact]
    public void TryUnwrap_DeepNesting_IsFalse() =>
        Assert.False(FlowLogEnvelope.TryUnwrap("{\"message\":" + new string('[', 100_000), out _));

    [Fact]
    public void TryUnwrap_AnyText_NeverThrows() => Gen.OneOf(
        Gen.String,
        FlowLogSamples.Noise.Select(noise => "{" + noise),
        Gen.Select(FlowLogSamples.Noise, Gen.Int[0, 60]).Select((noise, place) =>
            """{"messageType":"DATA_MESSAGE","logEvents":[{"message":"1"}]}""".Insert(place, noise)))
        .Sample(text =>
        {
            var isEnvelope = FlowLogEnvelope.TryUnwrap(text, out var lines);
            Assert.True(isEnvelope || lines.Count == 0);
        });
}
