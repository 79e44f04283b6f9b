using Microsoft.Extensions.Logging;

namespace Muster.Identity;

/// <summary>Whoever reaches across agencies is refused by the grain that is asked, and noted (S97).</summary>
public static class ForeignCallers
{
    /// <summary>Notes a caller of another agency; those of <paramref name="agency"/> go unnoticed.</summary>
    public static void NoteForeign(this ILogger log, Caller caller, string agency, string asked)
    {
        if (caller.Agency != agency)
        {
            log.LogWarning(
                "{Role} {Who} of agency {CallersAgency} asked agency {Agency} for {Asked} and was refused",
                caller.Role,
                caller.StaffId ?? caller.Conversation,
                caller.Agency,
                agency,
                asked);
        }
    }
}
