namespace FlowWatch.Functions.Http.Api;

/// <summary>Where in a request a parameter stands.</summary>
public enum ApiPlace
{
    /// <summary>In the query string.</summary>
    Query,

    /// <summary>In the path.</summary>
    Path,

    /// <summary>In a header.</summary>
    Header,

    /// <summary>In the form that a page sends.</summary>
    Form,
}
