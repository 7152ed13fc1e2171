namespace FlowWatch.AwsSimulator.Sns;

/// <summary>An attribute of a message.</summary>
/// <param name="DataType"><c>String</c>, <c>String.Array</c>, <c>Number</c> or <c>Binary</c>, with a label after it perhaps.</param>
/// <param name="Value">The text; of binary ones in Base64.</param>
public sealed record SimulatedAttributeValue(string DataType, string Value);
