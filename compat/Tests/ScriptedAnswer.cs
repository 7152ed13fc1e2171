namespace FlowWatch.Compat.Tests;

/// <summary>What the server says next.</summary>
internal sealed record ScriptedAnswer(int Status, string ContentType, string Body)
{
    public static ScriptedAnswer Json(string body, int status = 200) => new(status, "application/x-amz-json-1.1", body);

    public static ScriptedAnswer JsonError(string code, string message, int status = 400) => Json($$"""{"__type":"com.amazonaws.any#{{code}}","message":"{{message}}"}""", status);

    public static ScriptedAnswer Xml(string operation, string result) =>
        new(200, "text/xml", $"""<{operation}Response xmlns="https://any.amazonaws.com/doc/"><{operation}Result>{result}</{operation}Result><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></{operation}Response>""");

    public static ScriptedAnswer XmlError(string code, string message, int status = 400) =>
        new(status, "text/xml", $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>request-1</RequestId></ErrorResponse>");
}
