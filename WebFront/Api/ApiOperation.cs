namespace Muster.WebFront.Api;

/// <summary>A route as the description tells it: what it takes, what it answers, and every problem it may answer with.</summary>
internal sealed class ApiOperation(string method, string path, string summary)
{
    private readonly SortedSet<ProblemKind> _problems = [ProblemKind.Overloaded, ProblemKind.InvalidRequest, ProblemKind.MethodNotAllowed];

    public string Method { get; } = method;

    /// <summary>Below <c>/api/v1/</c>.</summary>
    public string Path { get; } = path;

    public string Summary { get; } = summary;

    public Type? Body { get; private set; }

    public bool IsBodyOptional { get; private set; }

    public bool TakesToken { get; private set; }

    public bool TakesCookie { get; private set; }

    public List<ApiParameter> Parameters { get; } = [];

    public List<ApiReply> Replies { get; } = [];

    public IEnumerable<ProblemKind> AllProblems => _problems;

    public ApiOperation ForConversation()
    {
        TakesToken = true;
        return ForStaff().Problems(ProblemKind.NotFound);
    }

    public ApiOperation ForStaffOfConversation() => ForStaff(isRestricted: true).Problems(ProblemKind.NotFound);

    /// <param name="isRestricted">Not every signed-in caller may.</param>
    public ApiOperation ForStaff(bool isRestricted = false)
    {
        TakesCookie = true;
        return Problems(ProblemKind.NotSignedIn, ProblemKind.SlowDown).Problems(isRestricted || Method != "GET" ? [ProblemKind.NotAllowed] : []);
    }

    public ApiOperation Takes<T>(bool isOptional = false)
    {
        (Body, IsBodyOptional) = (typeof(T), isOptional);
        return Problems(ProblemKind.JsonOnly, ProblemKind.RequestTooLarge);
    }

    public ApiOperation TakesNothing() => Takes<NothingBody>(isOptional: true);

    public ApiOperation ResumedBySeq()
    {
        Parameters.Add(new ApiParameter("after", IsHeader: false, "integer", "Only what follows this entry; 0 or more."));
        Parameters.Add(new ApiParameter("wait", IsHeader: false, "integer", "For a list: seconds to wait for news, 0 to 30."));
        Parameters.Add(new ApiParameter("Last-Event-ID", IsHeader: true, "integer", "As after; sent by browsers that reconnect."));
        return this;
    }

    public ApiOperation ResumedByCursor()
    {
        Parameters.Add(new ApiParameter("after", IsHeader: false, "string", "The last id of an earlier stream."));
        Parameters.Add(new ApiParameter("Last-Event-ID", IsHeader: true, "string", "As after."));
        return this;
    }

    public ApiOperation Asks(string name, string description)
    {
        Parameters.Add(new ApiParameter(name, IsHeader: false, "string", description));
        return this;
    }

    public ApiOperation Answers<T>(int status = StatusCodes.Status200OK, string description = "Done.", string contentType = Answer.Json)
    {
        Replies.Add(new ApiReply(status, contentType, typeof(T), description));
        return this;
    }

    public ApiOperation AnswersText(string contentType, string description)
    {
        Replies.Add(new ApiReply(StatusCodes.Status200OK, contentType, null, description));
        return this;
    }

    public ApiOperation AnswersNothing()
    {
        Replies.Add(new ApiReply(StatusCodes.Status204NoContent, null, null, "Done."));
        return this;
    }

    public ApiOperation Streams(string description) => AnswersText(EventStream.ContentType, description);

    public ApiOperation Problems(params ReadOnlySpan<ProblemKind> problems)
    {
        foreach (var problem in problems)
            _problems.Add(problem);
        return this;
    }
}
