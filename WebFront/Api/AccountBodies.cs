namespace Muster.WebFront.Api;

/// <summary>An account to be made. What is missing is named in the answer.</summary>
/// <param name="Username">1 to 64 of <c>A-Z a-z 0-9 . _ -</c>, in any case.</param>
/// <param name="Password">8 to 200 characters.</param>
/// <param name="Alias">The one name citizens see; 1 to 60 characters, never anybody else's before.</param>
/// <param name="Role"><c>viewer</c>, <c>agent</c>, <c>supervisor</c>, <c>records-officer</c>, <c>administrator</c> or <c>auditor</c>.</param>
/// <param name="Queues">The business areas; none only for administrators and auditors.</param>
/// <param name="Capacity">The most conversations at once, 1 to 50; left out, 3.</param>
/// <param name="Purpose">What it is for; 1 to 300 characters.</param>
/// <param name="Officers">Who may use it: one person, or the 2 to 20 of a shared account; 1 to 200 characters each, given name first.</param>
/// <param name="Email">Official, in one of the agency's domains.</param>
/// <param name="ReviewBy">A day after today, and no further ahead than the agency allows.</param>
/// <param name="Shared">Whether several persons use it.</param>
/// <param name="Skills">What they are good at and how well, 1 to 5; at most 40, of <c>a-z 0-9 -</c>. A language is <c>lang-</c> and its subtag.</param>
internal sealed record NewAccountBody(
    string? Username,
    string? Password,
    string? Alias,
    string? Role,
    IReadOnlyList<string?>? Queues,
    string? Purpose,
    IReadOnlyList<string?>? Officers,
    string? Email,
    DateOnly? ReviewBy,
    int? Capacity = null,
    bool Shared = false,
    IReadOnlyDictionary<string, int>? Skills = null);

/// <summary>All of an account as it shall be; fields as in its making. Skills that are left out stay as they are.</summary>
internal sealed record AccountBody(
    string? Alias,
    string? Role,
    IReadOnlyList<string?>? Queues,
    string? Purpose,
    IReadOnlyList<string?>? Officers,
    string? Email,
    DateOnly? ReviewBy,
    int? Capacity = null,
    bool Shared = false,
    IReadOnlyDictionary<string, int>? Skills = null);

/// <param name="ReviewBy">By which day somebody is to look at it again.</param>
internal sealed record ReviewBody(DateOnly? ReviewBy);
