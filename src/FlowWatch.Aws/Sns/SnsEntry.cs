using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.SimpleNotificationService.Model;
using FlowWatch.Core.Alerts;

namespace FlowWatch.Aws.Sns;

/// <summary>A message in the form that SNS takes.</summary>
/// <param name="Index">Its place among the messages to be sent.</param>
/// <param name="Request">The form.</param>
/// <param name="Bytes">What it counts in the size of a batch.</param>
internal sealed record SnsEntry(int Index, PublishBatchRequestEntry Request, int Bytes)
{
    /// <summary>The group of messages in which a FIFO topic keeps the order, where a message names no target.</summary>
    private const string DefaultGroup = "flowwatch";

    /// <summary>Its id within a request.</summary>
    public string Id => Request.Id;

    /// <summary>Brings a message into form.</summary>
    public static SnsEntry Of(int index, AlertMessage message, SnsTopicArn topic)
    {
        var subject = SnsSubject.Of(message.Title);
        var attributes = SnsAttributes.Of(message);
        var text = attributes.LeftOut.Count == 0
            ? message.Text
            : $"{message.Text}\n\n(SNS takes no more than {SnsLimits.Attributes} attributes. Without an attribute: {string.Join(", ", attributes.LeftOut)}.)";

        // Whether the subject counts is not documented; counting it is on the safe side.
        var beside = subject.Length + attributes.Bytes;
        var body = SnsBody.Of(text, message.Json, SnsLimits.MessageBytes - beside);
        var request = new PublishBatchRequestEntry
        {
            Id = index.ToString(CultureInfo.InvariantCulture),
            Subject = subject,
            Message = body,
            MessageAttributes = attributes.Values.ToDictionary(one => one.Key, one => new MessageAttributeValue { DataType = SnsAttributes.DataType, StringValue = one.Value }, StringComparer.Ordinal),
        };
        if (topic.IsFifo)
        {
            request.MessageGroupId = FifoId(message.Attributes.GetValueOrDefault("target") is { Length: > 0 } target ? target : DefaultGroup);
            request.MessageDeduplicationId = FifoId(message.Id);
        }

        return new SnsEntry(index, request, beside + SnsBody.Bytes(body));
    }

    // SNS takes printable ASCII without blanks; another text is told from others by its hash.
    private static string FifoId(string text) => text.Length <= SnsLimits.FifoId && text.All(character => character is > ' ' and < (char)0x7F)
        ? text
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
