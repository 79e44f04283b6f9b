using System.Collections.Immutable;
using System.Globalization;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.WebFront.Api;

namespace Muster.WebFront.Admin;

/// <summary>An account as somebody typed it, so that a page which refuses it shows it again. What makes no sense is left for the register to refuse, with all the rest.</summary>
public sealed record AccountForm
{
    /// <summary>What a register takes for no day at all.</summary>
    private static readonly DateOnly Never = DateOnly.MinValue;

    public string UserName { get; init; } = "";

    public string Alias { get; init; } = "";

    public string Role { get; init; } = "";

    public IReadOnlyList<string> Queues { get; init; } = [];

    public string Capacity { get; init; } = AgentLimits.DefaultCapacity.ToString(CultureInfo.InvariantCulture);

    public string Purpose { get; init; } = "";

    /// <summary>One person a line.</summary>
    public string Officers { get; init; } = "";

    public bool IsShared { get; init; }

    public string Email { get; init; } = "";

    public string ReviewBy { get; init; } = "";

    /// <summary>One skill a line, with its level.</summary>
    public string Skills { get; init; } = "";

    public static AccountForm Read(IFormCollection form) => new()
    {
        UserName = form["username"].ToString().Trim(),
        Alias = form["alias"].ToString(),
        Role = form["role"].ToString(),
        Queues = [.. form["queues"].OfType<string>()],
        Capacity = form["capacity"].ToString(),
        Purpose = form["purpose"].ToString(),
        Officers = form["officers"].ToString(),
        IsShared = form["shared"] == "true",
        Email = form["email"].ToString().Trim(),
        ReviewBy = form["reviewBy"].ToString(),
        Skills = form["skills"].ToString(),
    };

    public static AccountForm Of(RegisteredAccount account) => new()
    {
        UserName = account.Member.UserName,
        Alias = account.Member.Alias,
        Role = Spelling.Of(account.Member.Role),
        Queues = account.Member.Queues,
        Capacity = account.Member.Capacity.ToString(CultureInfo.InvariantCulture),
        Purpose = account.Registration?.Purpose ?? "",
        Officers = string.Join('\n', account.Registration?.Officers ?? []),
        IsShared = account.Registration?.IsShared ?? false,
        Email = account.Registration?.Email ?? "",
        ReviewBy = account.Registration is { } registration ? Spell(registration.ReviewBy) : "",
        Skills = string.Join('\n', Spelled(account.Member.Skills)),
    };

    public NewAccount ToMake(string password) =>
        new(UserName, password, Persons.FirstOrDefault() ?? "", Alias, RoleOr, [.. Queues], Number(Capacity)) { Registration = Registration, Skills = SkillLevels };

    public ChangeAccount ToChange(string userName) => new(userName, Alias, RoleOr, [.. Queues], Number(Capacity), Registration) { Skills = SkillLevels };

    /// <summary>As they are typed.</summary>
    public static IEnumerable<string> Spelled(IEnumerable<SkillLevel> skills) =>
        skills.Select(skill => string.Create(CultureInfo.InvariantCulture, $"{skill.Skill} {skill.Level}"));

    private static string Spell(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly DayOr(string text) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Never;

    private Registration Registration => new(Purpose, [.. Persons], Email, DayOr(ReviewBy), IsShared);

    private ImmutableArray<SkillLevel> SkillLevels =>
        [.. Skills.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Skill)];

    /// <summary>Without a level, they know of it.</summary>
    private static SkillLevel Skill(string line) => line.Split((char[])[' ', ':', '\t'], StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var skill] => new SkillLevel(skill),
        [var skill, var level] => new SkillLevel(skill, Number(level)),
        _ => new SkillLevel(line, 0), // for the register to refuse
    };

    private string[] Persons => Officers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>No member of staff is a citizen.</summary>
    private Role RoleOr => Spelling.RoleOf(Role) ?? Identity.Role.Citizen;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
