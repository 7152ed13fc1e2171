using System.Security.Cryptography;
using System.Text;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>A topic's name in keys of the state, which may not hold whatever an address may.</summary>
internal static class TopicName
{
    /// <summary>16 hexadecimal digits.</summary>
    public static string Of(string topic) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic)))[..16];
}
