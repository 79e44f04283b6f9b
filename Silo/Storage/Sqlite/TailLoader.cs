using System.Text;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>Notes in the <see cref="Tail"/> what the log really holds: at a start, and after a commit whose outcome is unknown.</summary>
internal sealed class TailLoader(Tail tail, StorageHealth health, ILogger log)
{
    /// <param name="connection">The writer's.</param>
    /// <param name="all">Everything anew; false looks only for rows behind those that are known.</param>
    public void Load(Connection connection, bool all) => tail.Load(all, () => Scan(connection, all ? 0 : tail.LastRow));

    private void Scan(Connection connection, long after)
    {
        var lastSealed = connection.Prepare("SELECT last FROM page WHERE conversation = ? ORDER BY first DESC LIMIT 1");
        var rows = connection.Prepare("SELECT row, conversation, seq, at, key, sum, body FROM log WHERE row > ? ORDER BY row").Bind(1, after);
        Span<char> name = stackalloc char[512];
        while (rows.Step())
        {
            var bytes = rows.Bytes(1);
            var length = Encoding.UTF8.GetMaxCharCount(bytes.Length) <= name.Length ? Encoding.UTF8.GetChars(bytes, name) : -1;
            var owner = length < 0 ? Owner(Encoding.UTF8.GetString(bytes)) : tail.Find(name[..length]) ?? Owner(name[..length].ToString());
            Note(owner, rows);
        }

        rows.Reset();

        Unsealed Owner(string conversation)
        {
            if (tail.Find(conversation) is { } known) return known;
            var sealedSeq = lastSealed.Bind(1, conversation).Step() ? (int)lastSealed.Long(0) : 0;
            lastSealed.Reset();
            return tail.Add(conversation, sealedSeq);
        }
    }

    private void Note(Unsealed owner, Statement row)
    {
        var number = row.Long(0);
        var seq = (int)row.Long(2);
        if (!LogRow.IsWhole(owner.Conversation, row))
            Keep($"Row {number} of the log, an entry of {owner.Conversation}, is damaged.");
        else if (owner.Damage is not null || seq > owner.Last + 1)
            Keep($"Entry {owner.Last + 1} of {owner.Conversation} is missing before row {number} of the log.");
        else if (seq <= owner.Sealed)
            tail.Skip(owner, number);
        else
            tail.Append(owner, number);

        void Keep(string damage)
        {
            if (owner.Damage is null)
            {
                health.Damaged(damage);
                log.LogError("{Damage} This conversation is closed to everyone; the others go on.", damage);
            }

            tail.Keep(owner, number, damage);
        }
    }
}
