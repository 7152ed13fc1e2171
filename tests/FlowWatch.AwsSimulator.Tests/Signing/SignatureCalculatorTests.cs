using System.Globalization;
using System.Text;
using FlowWatch.AwsSimulator.Signing;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Tests.Signing;

/// <summary>The worked examples of the AWS documentation.</summary>
public class SignatureCalculatorTests
{
    [Fact]
    public void OfRequest_DocumentedListUsers_IsTheDocumentedSignature()
    {
        var request = new WireRequest("GET", "/", "Action=ListUsers&Version=2010-05-08", new Dictionary<string, string>
        {
            ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8",
            ["host"] = "iam.amazonaws.com",
            ["x-amz-date"] = "20150830T123600Z",
        }, ReadOnlyMemory<byte>.Empty);
        var scope = new SignatureScope("AKIDEXAMPLE", "20150830", "us-east-1", "iam", ["content-type", "host", "x-amz-date"], "");
        var calculator = new SignatureCalculator(scope, "20150830T123600Z", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

        var signature = calculator.OfRequest(request, SignatureCalculator.Hash([]), pathAsSent: false);

        Assert.Equal("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", signature);
    }

    [Fact]
    public void OfRequest_DocumentedChunkedUpload_IsTheDocumentedSeed() => Assert.Equal(Seed, Upload().OfRequest(
        new WireRequest("PUT", "/examplebucket/chunkObject.txt", "", new Dictionary<string, string>
        {
            ["host"] = "s3.amazonaws.com",
            ["x-amz-date"] = "20130524T000000Z",
            ["x-amz-storage-class"] = "REDUCED_REDUNDANCY",
            ["content-encoding"] = "aws-chunked",
            ["x-amz-decoded-content-length"] = "66560",
            ["x-amz-content-sha256"] = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            ["content-length"] = "66824",
        }, ReadOnlyMemory<byte>.Empty),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        pathAsSent: true));

    [Fact]
    public void Decode_DocumentedChunks_GivesTheWholeObject() =>
        Assert.Equal(new string('a', 66560), Encoding.ASCII.GetString(ChunkedPayload.Decode(Chunks('a'), Upload(), Seed)!));

    [Fact]
    public void Decode_ChunkOfOtherBytes_IsRefused() => Assert.Null(ChunkedPayload.Decode(Chunks('b'), Upload(), Seed));

    [Theory]
    [InlineData("")]
    [InlineData("10;chunk-signature=")]
    [InlineData("zz\r\n")]
    [InlineData("ffffffff\r\n")]
    [InlineData("5\r\nab\r\n")]
    [InlineData("2\r\nabcd\r\n0\r\n\r\n")]
    public void Decode_BrokenChunks_IsRefused(string body) =>
        Assert.Null(ChunkedPayload.Decode(Encoding.ASCII.GetBytes(body), calculator: null, Seed));

    private const string Seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

    private static SignatureCalculator Upload() => new(
        new SignatureScope("AKIAIOSFODNN7EXAMPLE", "20130524", "us-east-1", "s3",
            ["content-encoding", "content-length", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-decoded-content-length", "x-amz-storage-class"], ""),
        "20130524T000000Z",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private static byte[] Chunks(char letter) => Encoding.ASCII.GetBytes(string.Concat(
        Chunk(65536, letter, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"),
        Chunk(1024, letter, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"),
        Chunk(0, letter, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9")));

    private static string Chunk(int size, char letter, string signature) =>
        $"{size.ToString("x", CultureInfo.InvariantCulture)};chunk-signature={signature}\r\n{new string(letter, size)}\r\n";
}
