using FlowWatch.Core.Alerts;

namespace FlowWatch.Core.Tests.Alerts;

public class AlertAddressTests
{
    [Theory]
    [InlineData("arn:aws:sns:eu-central-1:111111111111:t", AlertAddressKind.Topic)]
    [InlineData("https://alerts.example.com/x", AlertAddressKind.Webhook)]
    [InlineData("HTTPS://alerts.example.com/x", AlertAddressKind.Webhook)]
    [InlineData("file:/var/log/a.jsonl", AlertAddressKind.File)]
    [InlineData("console", AlertAddressKind.Console)]
    [InlineData("anything", AlertAddressKind.Topic)]
    public void KindOf_AnAddress_IsToldByItsBeginning(string address, AlertAddressKind kind) => Assert.Equal(kind, AlertAddress.KindOf(address));

    [Theory]
    [InlineData("https://alerts.example.com/x", null)]
    [InlineData("https://alerts.example.com:8443/a/b", null)]
    [InlineData("console", null)]
    [InlineData("file:/var/log/alerts.jsonl", null)]
    [InlineData("file:///var/log/alerts.jsonl", null)]
    [InlineData("http://alerts.example.com/x", "is not encrypted; a webhook's address begins with https://")]
    [InlineData("https://", "is not the address of a webhook")]
    [InlineData("https://user:pw@alerts.example.com/x", "must hold no name and password")]
    [InlineData("https://alerts.example.com/x?token=1", "must hold no ? and no #")]
    [InlineData("https://alerts.example.com/x#1", "must hold no ? and no #")]
    [InlineData("https://alerts.example.com/\r\nX: y", "is not the address of a webhook")]
    [InlineData("file:alerts.jsonl", "is not the address of a file")]
    [InlineData("file://server/share/a", "is not the address of a file")]
    [InlineData("file:/", "is not the address of a file")]
    [InlineData("file:/var/log/", "is not the address of a file")]
    public void Wrong_AnAddress_SaysWhat(string address, string? expected)
    {
        var wrong = AlertAddress.Wrong(address);

        if (expected is null) Assert.Null(wrong);
        else Assert.Contains(expected, wrong, StringComparison.Ordinal);
    }
}
