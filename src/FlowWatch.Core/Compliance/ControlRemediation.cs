namespace FlowWatch.Core.Compliance;

/// <summary>How to put right what a control found. <c>{resource}</c>, <c>{region}</c>, <c>{account}</c>, <c>{logGroup}</c> and <c>{bucket}</c> stand for what was judged.</summary>
/// <param name="Steps">What a person does, in one or two sentences.</param>
/// <param name="Command">With the AWS CLI; null where no command helps.</param>
/// <param name="CloudFormation">As a part of a CloudFormation template; null where none helps.</param>
public sealed record ControlRemediation(string Steps, string? Command = null, string? CloudFormation = null);
