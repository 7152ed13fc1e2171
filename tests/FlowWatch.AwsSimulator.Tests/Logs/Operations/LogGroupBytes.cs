using System.Text;
using FlowWatch.AwsSimulator.Logs;

namespace FlowWatch.AwsSimulator.Tests.Logs.Operations;

internal static class LogGroupBytes
{
    /// <summary>The size of all messages, counted from the events themselves.</summary>
    public static long AddedBytes(this SimulatedLogGroup group) => group.Sorted().Sum(one => Encoding.UTF8.GetByteCount(one.Message));
}
