// attendance
