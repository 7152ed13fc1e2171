using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution.Functions;

/// <summary>Functions of IP addresses.</summary>
internal static class AddressFunctions
{
    private static readonly SearchValues<char> DigitsAndDots = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> NotInAnAddress = SearchValues.Create("[]%/");

    /// <summary>The function made executable.</summary>
    /// <exception cref="MalformedQueryException">A subnet that is none.</exception>
    public static Evaluator Compile(CallExpression call, ExpressionCompiler compiler)
    {
        var subject = compiler.Value(call.Arguments[0]);
        switch (call.Function)
        {
            case QueryFunction.IsValidIp:
                return Holds(subject, _ => true);
            case QueryFunction.IsValidIpv4:
                return Holds(subject, IsVersion4);
            case QueryFunction.IsValidIpv6:
                return Holds(subject, IsVersion6);
            case QueryFunction.IsIpInSubnet:
                var subnet = SubnetOf(call.Arguments[1], _ => true);
                return Holds(subject, subnet.Contains);
            case QueryFunction.IsIpv4InSubnet:
                var subnet4 = SubnetOf(call.Arguments[1], IsVersion4);
                return Holds(subject, subnet4.Contains);
            case QueryFunction.IsIpv6InSubnet:
                var subnet6 = SubnetOf(call.Arguments[1], IsVersion6);
                return Holds(subject, subnet6.Contains);
            case QueryFunction.Ipv4ToNumber:
                return row => Parse(subject(row)) is { } address && IsVersion4(address)
                    ? QueryValue.OfNumber(BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()))
                    : default;
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call.Function, null);
        }
    }

    private static Evaluator Holds(Evaluator subject, Func<IPAddress, bool> condition) => row =>
        QueryValue.OfBoolean(Parse(subject(row)) is { } address && condition(address));

    private static bool IsVersion4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static bool IsVersion6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    // The runtime also takes 10.1 and 0x0A000001, brackets and zones; an address in a log has none of them.
    private static IPAddress? Parse(in QueryValue value)
    {
        var text = value.Kind == QueryValueKind.Text ? value.TextSpan : value.AsText();
        if (text.IsEmpty || text.ContainsAny(NotInAnAddress) || !IPAddress.TryParse(text, out var address)) return null;
        return IsVersion6(address) || (text.Count('.') == 3 && !text.ContainsAnyExcept(DigitsAndDots)) ? address : null;
    }

    private static IPNetwork SubnetOf(Expression argument, Func<IPAddress, bool> isAllowed)
    {
        if (argument is TextExpression { Value: var text } && text.Split('/') is [var start, var length]
            && Parse(QueryValue.OfText(start)) is { } address && isAllowed(address)
            && byte.TryParse(length, out var bits) && bits <= address.GetAddressBytes().Length * 8)
        {
            return new(Masked(address, bits), bits);
        }

        throw new MalformedQueryException("A subnet is a text such as \"192.0.2.0/24\" or \"2001:db8::/32\".", argument.Span);
    }

    private static IPAddress Masked(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            var kept = Math.Clamp(bits - (index * 8), 0, 8);
            bytes[index] &= (byte)(0xFF00 >> kept & 0xFF);
        }

        return new(bytes);
    }
}
